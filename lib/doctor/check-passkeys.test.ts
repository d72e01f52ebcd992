import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { toIdentitySchema } from "@/tests/support/traits/identity-schema";
import { ask } from "./ask";
import { checkPasskeys } from "./check-passkeys";

const toMarked = (credentials: object) =>
  toIdentitySchema({
    profile: { type: "object", properties: { nick: { "ory.sh/kratos": { credentials } } } },
  });

it("a schema that names no passkeys is a finding where they are on", async () => {
  const schemas = [
    { id: "plain", schema: toIdentitySchema({}) },
    { id: "marked", schema: toMarked({ passkey: { display_name: true } }) },
    { id: "keys", schema: toMarked({ webauthn: { identifier: true } }) },
    { id: "elsewhere", schema: toIdentitySchema({ profile: { $ref: "https://id.example/profile.json" } }) },
    { id: "off", schema: toMarked({ passkey: { display_name: false }, webauthn: { identifier: false } }) },
  ];
  const server = createServer(({ url = "" }, response) => {
    const nodes = [{ group: "default" }, { group: url === "/with" ? "passkey" : "password" }];
    response.end(JSON.stringify(url.startsWith("/schemas?") ? schemas : { ui: { nodes } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = { kratos: { publicUrl, browserUrl: publicUrl, relay: true } };
  const find = async (path: string) => checkPasskeys(config, await ask(publicUrl + path));
  expect(await find("/without")).toEqual([]);
  expect((await find("/with")).map(({ severity, setting }) => [severity, setting])).toEqual([
    ["warning", "identity schema plain"],
    ["warning", "identity schema off"],
  ]);
  server.close();
});
