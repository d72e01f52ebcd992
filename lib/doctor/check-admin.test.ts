import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { checkAdminList, checkKratosAdmin } from "./check-admin";

/** Stands for whatever an address leads to. */
async function withServer<T>(answer: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

const answering =
  (status: number, body: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { location: "http://elsewhere.invalid/" }).end(body);

it.each([
  ["an admin API", 200, "[]", []],
  ["a public port, which knows no such list", 404, '{"error": {"code": 404}}', ["HYDRA_ADMIN_URL"]],
  ["a public port that leads to the admin API", 307, "", ["HYDRA_ADMIN_URL"]],
  ["a site that answers everything", 200, "<!doctype html>", ["HYDRA_ADMIN_URL"]],
])("HYDRA_ADMIN_URL leads to %s", async (_what, status, body, settings) => {
  const findings = await withServer(answering(status, body), (url) => checkAdminList("Hydra", url, {}));
  expect(findings.map(({ setting }) => setting)).toEqual(settings);
  for (const { severity } of findings) expect(severity).toBe("error");
});

it("a token that Ory Network does not take is named in place of the address", async () => {
  const findings = await withServer(
    (request, response) =>
      response.writeHead(request.headers.authorization === "Bearer right" ? 200 : 401).end("[]"),
    async (url) => [
      ...(await checkAdminList("Hydra", url, { apiToken: "right" })),
      ...(await checkAdminList("Hydra", url, { apiToken: "wrong" })),
    ],
  );
  expect(findings).toMatchObject([{ severity: "error", setting: "ORY_PROJECT_API_TOKEN" }]);
  expect(JSON.stringify(findings)).not.toContain("wrong");
});

it("a Kratos admin API that is away is an error where the console needs it, else a warning", async () => {
  const kratos = { publicUrl: "http://kratos:4433", browserUrl: "https://id.example", relay: true };
  const away = { ...kratos, adminUrl: "http://127.0.0.1:1" };
  const severities = async (config: object) =>
    (await checkKratosAdmin(config as Parameters<typeof checkKratosAdmin>[0])).map(
      ({ severity }) => severity,
    );
  expect(await severities({ kratos })).toEqual([]);
  expect(await severities({ kratos: away })).toEqual(["warning"]);
  expect(await severities({ kratos: away, console: {} })).toEqual(["error"]);
});
