import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

const revoked: string[] = [];
let grants: { apps: { clientId: string }[]; hasMore: boolean } | undefined;

beforeEach(() => {
  revoked.length = 0;
  setConsoleEnvironment();
  vi.doMock("./grants.server", () => ({
    listGrants: async () => grants,
    revokeGrant: async (_: unknown, __: string, client: string) => void revoked.push(client),
  }));
});

async function revoke(client: string) {
  const { toRevokeAct } = await import("./acts.server");
  const prepared = toRevokeAct({ id: "p", person: "Ada" }, "/x").prepare({ client });
  if ("problems" in prepared) throw new Error(JSON.stringify(prepared));
  return prepared.run(OPERATOR);
}

it.each([undefined, { apps: [{ clientId: "shop" }], hasMore: false }])(
  "C24: a grant that Hydra does not list is not said to be taken away: %j",
  async (listed) => {
    grants = listed;
    await expect(revoke("anything")).rejects.toMatchObject({ name: "ActRefused", status: 409 });
    expect(revoked).toEqual([]);
  },
);

it("a grant is taken away that is listed, or may be older than all that are", async () => {
  grants = { apps: [{ clientId: "shop" }], hasMore: false };
  await revoke("shop");
  grants = { apps: [{ clientId: "shop" }], hasMore: true };
  await revoke("older");
  expect(revoked).toEqual(["shop", "older"]);
});
