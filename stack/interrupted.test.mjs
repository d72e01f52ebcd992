// @ts-check
// What a stack makes up for that was interrupted as it filled its servers.
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { ensureTotp } from "./console/enrol-totp.mjs";
import { fillPeople } from "./demo-data/people.mjs";
import { makeTemporaryFolder } from "./temporary-folder.mjs";

/**
 * Stands for a Kratos in a state that only an interrupt leaves.
 * @param {(request: { method: string, url: URL, body: any }) => { status?: number, body?: unknown }} answer
 */
async function startStub(answer) {
  const server = createServer(async (request, response) => {
    const text = (await request.toArray()).join("");
    const url = new URL(request.url ?? "", "http://kratos");
    const body = text ? JSON.parse(text) : undefined;
    const answered = answer({ method: request.method ?? "", url, body });
    response.writeHead(answered.status ?? 200).end(answered.body && JSON.stringify(answered.body));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

test("an operator whose second factor nobody wrote down is given another", async () => {
  const { path: dir, remove } = makeTemporaryFolder("totp");
  onTestFinished(remove);
  let hasTotp = true;
  const kratos = await startStub(({ method, url }) => {
    if (url.pathname === "/admin/identities/olu/credentials/totp" && method === "DELETE") {
      hasTotp = false;
      return { status: 204 };
    }
    if (url.pathname.startsWith("/self-service/login")) return { body: { id: "flow", session_token: "t" } };
    if (hasTotp) return { status: 403, body: { error: { id: "session_aal2_required" } } };
    const attributes = { id: "totp_secret_key", text: { text: "JBSWY3DPEHPK3PXP" } };
    return { body: { id: "flow", ui: { nodes: [{ attributes }] } } };
  });
  const account = { id: "olu", email: "operator@foyer.example", password: "secret" };
  const urls = { kratosPublic: kratos, kratosAdmin: kratos };
  expect(await ensureTotp({ dir, urls, account })).toBe("JBSWY3DPEHPK3PXP");
  hasTotp = true;
  expect(await ensureTotp({ dir, urls, account })).toBe("JBSWY3DPEHPK3PXP");
  expect(hasTotp).toBe(true);
});

test("of the demo's people those are made that are not there", async () => {
  /** @type {Set<string>} */
  const there = new Set();
  let batches = 0;
  let end = 1;
  const kratosAdmin = await startStub(({ method, url, body }) => {
    const wanted = url.searchParams.get("credentials_identifier") ?? "";
    if (method === "GET") return { body: there.has(wanted) ? [{}] : [] };
    if (batches === end) return { status: 503, body: {} };
    batches += 1;
    for (const { create } of body.identities) there.add(create.traits.email);
    return { body: {} };
  });
  const context = /** @type {any} */ ({ urls: { kratosAdmin }, secret: () => "secret" });
  await expect(fillPeople(context)).rejects.toThrow("503");
  end = 9;
  await fillPeople(context);
  expect([there.size, batches]).toEqual([300, 3]);
  await fillPeople(context);
  expect(batches).toBe(3);
});
