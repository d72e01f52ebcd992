import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Config } from "@/lib/config/config";
import { checkConsole } from "./check-console";

const ALIAS = "https://id.example/oauth";
const CALLBACK = "https://accounts.example/console/callback";

let client: object | undefined;
const hydra = createServer(({ url }, response) => {
  const isKnown = client !== undefined && url === "/admin/clients/foyer-console";
  response.writeHead(isKnown ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(isKnown ? client : { error: "not found" }));
});
beforeAll(() => new Promise<void>((resolve) => hydra.listen(0, "127.0.0.1", resolve)));
afterAll(() => hydra.close());

const look = (found: object | undefined, console: object = {}) => {
  client = found;
  const { port } = hydra.address() as AddressInfo;
  const signIn = { kind: "oidc", issuer: ALIAS, clientId: "foyer-console" };
  return checkConsole({
    console: { url: new URL("https://accounts.example/console"), signIn, ...console },
    hydra: { adminUrl: `http://127.0.0.1:${port}` },
  } as never as Config);
};

it("C20: a Hydra that the console knows under another name only is told of", async () => {
  const findings = await look({ redirect_uris: [CALLBACK], subject_type: "public" });
  expect(findings).toMatchObject([
    { severity: "warning", setting: "HYDRA_PUBLIC_URL", change: `environment: HYDRA_PUBLIC_URL=${ALIAS}` },
  ]);
});

it("C20: subjects that hide an operator's account are told of, however Hydra is called", async () => {
  const pairwise = { redirect_uris: [CALLBACK], subject_type: "pairwise" };
  const alias = await look(pairwise);
  expect(alias.map(({ setting }) => setting)).toEqual(["HYDRA_PUBLIC_URL", "subject_type"]);
  const own = await look(pairwise, { identityIssuer: ALIAS });
  expect(own).toMatchObject([{ severity: "error", setting: "subject_type" }]);
});

it("finds nothing where the provider is another, is known to be this one, or is Kratos", async () => {
  const own = { redirect_uris: [CALLBACK], subject_type: "public" };
  expect(await look(own, { identityIssuer: ALIAS })).toEqual([]);
  expect(await look(undefined)).toEqual([]);
  expect(await look({ redirect_uris: ["https://shop.example/callback"], subject_type: "pairwise" })).toEqual(
    [],
  );
  expect(await look(own, { signIn: { kind: "kratos", issuer: ALIAS } })).toEqual([]);
  expect(await checkConsole({ hydra: { adminUrl: "http://127.0.0.1:1" } } as never as Config)).toEqual([]);
});
