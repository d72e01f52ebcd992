import { expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

it("a single-page app with an address of its own scheme names its web origins alone", async () => {
  setConsoleEnvironment();
  const made: unknown[] = [];
  vi.doMock("./clients.server", () => ({
    createClient: async (_: unknown, client: object) => {
      made.push(client);
      return client;
    },
  }));
  const { toCreateAct } = await import("./create.server");
  const redirect_uris = "http://localhost:3000/callback\norg.example.app:/callback";
  const prepared = toCreateAct("spa").prepare({ client_name: "App", redirect_uris, scope: "openid" });
  if ("problems" in prepared) throw new Error(JSON.stringify(prepared));
  await prepared.run(OPERATOR);
  expect(made).toMatchObject([{ allowed_cors_origins: ["http://localhost:3000"] }]);
});
