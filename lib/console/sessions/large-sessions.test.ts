import { beforeEach, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import type { Operator } from "../operator/operator";

beforeEach(() => setEnvironment());

const toSession = (row: number) => ({ id: `s${row}`, active: true });

/** Kratos, one of whose sessions is of an account that is larger than any answer. */
async function stubKratos(giant: number, total: number): Promise<void> {
  const { OryError } = await import("@/lib/ory/error");
  const cause = Object.assign(new Error("too large"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
  const listSessionsRaw = async (asked: { pageSize: number; pageToken?: string; expand: string[] }) => {
    const begin = Number(asked.pageToken ?? 0);
    const end = Math.min(begin + asked.pageSize, total);
    if (asked.expand.includes("identity") && begin <= giant && giant < end)
      throw new OryError({ upstream: "kratos", operation: "x", kind: "malformed", cause });
    const items = Array.from({ length: end - begin }, (_, row) => toSession(begin + row));
    return { items, next: end < total ? String(end) : undefined };
  };
  vi.doMock("../ory/admin.server", () => ({
    listAdmin: (...[, , , run]: [unknown, unknown, unknown, (clients: object) => unknown]) =>
      run({ identity: { listSessionsRaw } }),
  }));
}

it.each([0, 7, 49, 119])(
  "D1: a session of an account larger than any answer hides no other: row %d",
  async (giant) => {
    await stubKratos(giant, 120);
    const { listSessions } = await import("./sessions.server");
    const found: unknown[] = [];
    let pageToken: string | undefined;
    do {
      const { items, next } = await listSessions({} as Operator, { pageToken });
      found.push(...items);
      pageToken = next;
    } while (pageToken !== undefined);
    expect(found).toEqual(Array.from({ length: 120 }, (_, row) => toSession(row)));
  },
);
