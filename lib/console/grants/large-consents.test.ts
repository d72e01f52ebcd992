import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

beforeEach(() => setConsoleEnvironment());

const toConsent = (row: number) => ({
  consent_request: { client: { client_id: `app-${row}` }, login_session_id: `sid-${row}` },
  grant_scope: ["openid"],
});

/** Hydra v2.3.0, which begins pages at multiples of their size, and some of whose consents are larger than any answer. */
async function stubHydra(giants: readonly number[], total: number): Promise<unknown[]> {
  const { OryError } = await import("@/lib/ory/error");
  const cause = Object.assign(new Error("too large"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
  const listOAuth2ConsentSessionsRaw = async (asked: { pageSize: number; pageToken?: string }) => {
    const { pageSize, pageToken = "" } = asked;
    const [, offset = 0] = /"offset":"(\d+)"/.exec(Buffer.from(pageToken, "base64url").toString()) ?? [];
    const begin = Math.floor(Number(offset) / pageSize) * pageSize;
    const end = Math.min(begin + pageSize, total);
    if (giants.some((giant) => begin <= giant && giant < end))
      throw new OryError({ upstream: "hydra", operation: "x", kind: "malformed", cause });
    const rows = Array.from({ length: Math.max(0, end - begin) }, (_, row) => toConsent(begin + row));
    return { rows, total, link: null };
  };
  const ended: unknown[] = [];
  const revokeOAuth2LoginSessionsRaw = async (named: unknown) => void ended.push(named);
  type Run = (clients: object, init: object) => unknown;
  const run = (...[, , , run]: [unknown, unknown, unknown, Run]) =>
    run({ oauth2: { listOAuth2ConsentSessionsRaw, revokeOAuth2LoginSessionsRaw } }, {});
  vi.doMock("../ory/admin.server", () => ({ listWithHead: run, callAdmin: run }));
  return ended;
}

it.each([
  { giants: [], total: 3 },
  { giants: [0], total: 1 },
  { giants: [0], total: 40 },
  { giants: [0, 1, 77], total: 100 },
  { giants: [200], total: 256 },
])("O16: a consent that is larger than any answer hides no other app, and is told of: %j", async (stub) => {
  await stubHydra(stub.giants, stub.total);
  const { listGrants } = await import("./grants.server");
  const grants = await listGrants(OPERATOR, "ada");
  const others = Array.from({ length: stub.total }, (_, row) => row).filter(
    (row) => !stub.giants.includes(row),
  );
  expect(grants?.apps.map(({ clientId }) => clientId)).toEqual(others.map((row) => `app-${row}`));
  expect(grants).toMatchObject({ hasLeftOut: stub.giants.length > 0, hasMore: false });
});

it("C24: of more consents than are looked at the newest are listed, with a word of it", async () => {
  await stubHydra([], 300);
  const { listGrants } = await import("./grants.server");
  const grants = await listGrants(OPERATOR, "ada");
  expect(grants?.apps).toHaveLength(256);
  expect(grants).toMatchObject({ hasLeftOut: false, hasMore: true });
});

it("apps behind one whose consent is larger than any answer hear of a sign-out too", async () => {
  const ended = await stubHydra([0], 3);
  const { revokeLoginSessions } = await import("./grants.server");
  await revokeLoginSessions(OPERATOR, "ada");
  expect(ended).toEqual([{ sid: "sid-1" }, { sid: "sid-2" }, { subject: "ada" }]);
});
