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

/** What a search for `crm-7` finds where Kratos knows an account by that id at another system, or answers with a status in plain text. */
async function searchExternal(known: object | number) {
  setConsoleEnvironment();
  const { OryError } = await import("../../ory/error");
  const { toForeignRefusal } = await import("../../ory/own-refusal");
  const callAdmin = async (_: unknown, upstream: "kratos" | "hydra", operation: string) => {
    if (operation !== "getIdentityByExternalID")
      throw new OryError({ upstream, operation, kind: "status", status: 404 });
    if (typeof known === "number") throw toForeignRefusal("kratos", operation, known);
    return known;
  };
  vi.doMock("../ory/admin.server", () => ({ callAdmin, listAdmin: async () => ({ items: [] }) }));
  const { search } = await import("./finders.server");
  return search(OPERATOR, "crm-7");
}

const BY_EXTERNAL_ID = "identities by their id at another system";

it("finds a person by their id at another system, where Kratos keeps one", async () => {
  const known = { id: "1de00000-0000-4000-8000-000000000001", traits: { email: "ada@foyer.example" } };
  const hit = { kind: "Identity", label: "ada@foyer.example", path: `/identities/${known.id}` };
  expect(await searchExternal(known)).toMatchObject({ hits: [hit], failed: [] });
});

it.each([
  { status: 404, failed: [] },
  { status: 403, failed: [] },
  { status: 502, failed: [BY_EXTERNAL_ID] },
])("C24: a $status in plain text for such an id fails $failed", async ({ status, failed }) => {
  expect(await searchExternal(status)).toMatchObject({ hits: [], failed });
});

it("an id is looked for without what stands around it, an app as it was typed first", async () => {
  setConsoleEnvironment();
  const { OryError } = await import("../../ory/error");
  const asked: [string, Record<string, unknown>][] = [];
  const ask = async (
    _: unknown,
    upstream: "kratos",
    operation: string,
    run: (...all: object[]) => unknown,
  ) => {
    const api = new Proxy(
      {},
      { get: () => (parameters: Record<string, unknown>) => void asked.push([operation, parameters]) },
    );
    await run({ identity: api, courier: api, frontend: api, oauth2: api }, {});
    throw new OryError({ upstream, operation, kind: "status", status: 404 });
  };
  vi.doMock("../ory/admin.server", () => ({ callAdmin: ask, listAdmin: ask }));
  const { search } = await import("./finders.server");
  const id = "0195e8f2-0000-7000-8000-000000000001";
  await search(OPERATOR, `"${id}",`);
  expect(asked).toContainEqual(["getIdentity", { id }]);
  expect(JSON.stringify(asked)).not.toContain("credentialsIdentifier");
  asked.length = 0;
  const requestId = "6f1c2d3e-0000-4000-8000-000000000002";
  await search(OPERATOR, JSON.stringify({ event: "audit", requestId, identity: id }));
  expect(asked).toContainEqual(["getIdentity", { id }]);
  asked.length = 0;
  await search(OPERATOR, "'shop'");
  const names = asked.flatMap(([, { clientName }]) => clientName ?? []);
  expect(names).toEqual(["'shop'", "shop"]);
});
