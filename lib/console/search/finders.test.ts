import { expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

/** What a search finds where each server refuses with this status. */
async function searchRefused(status: number) {
  setConsoleEnvironment();
  const { OryError } = await import("../../ory/error");
  const refuse = async () => {
    throw new OryError({ upstream: "kratos", operation: "listIdentities", kind: "status", status });
  };
  vi.doMock("../ory/admin.server", () => ({ callAdmin: refuse, listAdmin: refuse }));
  const { search } = await import("./finders.server");
  return search(OPERATOR, "ada@foyer.example");
}

it.each([400, 404])("what a server refuses with %i is not there", async (status) => {
  expect(await searchRefused(status)).toMatchObject({ hits: [], failed: [] });
});

it.each([401, 403, 429, 503])(
  "C24: a server that refuses with %i has not said that nothing is there",
  async (status) => {
    const { failed, looked } = await searchRefused(status);
    expect(failed).toContain("identities by address or other identifier");
    expect(failed).toEqual(looked);
  },
);
