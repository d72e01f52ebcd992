import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

beforeEach(() => setConsoleEnvironment());

/** Kratos v1.3.1: the pages 0 and 1 are both the first. @param fitting rows that are no larger than an answer may be */
async function listAll(total: number, fitting: number): Promise<unknown[]> {
  const { OryError } = await import("@/lib/ory/error");
  const cause = Object.assign(new Error("too large"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
  const listIdentitySessionsRaw = async ({ page, perPage }: { page: number; perPage: number }) => {
    const begin = (Math.max(page, 1) - 1) * perPage;
    const rows = Array.from(
      { length: Math.max(Math.min(perPage, total - begin), 0) },
      (_, row) => begin + row,
    );
    if (rows.length > fitting)
      throw new OryError({ upstream: "kratos", operation: "x", kind: "malformed", cause });
    return { rows, total, link: null };
  };
  type Run = (clients: object, init: object) => unknown;
  vi.doMock("../ory/admin.server", () => ({
    listWithHead: (...[, , , run]: [unknown, unknown, unknown, Run]) =>
      run({ identity: { listIdentitySessionsRaw } }, {}),
  }));
  const { listIdentitySessions } = await import("./identities.server");
  const found: unknown[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await listIdentitySessions(OPERATOR, "ada", token);
    found.push(...items);
    token = next;
  } while (token !== undefined);
  return found;
}

it.each([
  [0, 50],
  [50, 50],
  [51, 50],
  [310, 50],
  [310, 7],
])(
  "C24: each of %i sessions of a person is listed once, of which %i fit an answer",
  async (total, fitting) => {
    expect(await listAll(total, fitting)).toEqual(Array.from({ length: total }, (_, row) => row));
  },
);
