import { beforeEach, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import type { Operator } from "../operator/operator";

beforeEach(() => setEnvironment());

const toRow = (token = "") =>
  Number(/"offset":"(\d+)"/.exec(Buffer.from(token, "base64url").toString())?.[1] ?? 0);

/** Hydra v2.3.0, which begins pages at multiples of their size, and one of whose clients is larger than any answer. */
async function stubHydra(giant: number, total: number): Promise<void> {
  const { OryError } = await import("@/lib/ory/error");
  const { toOffsetToken } = await import("@/lib/ory/page-links");
  const cause = Object.assign(new Error("too large"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
  const listOAuth2ClientsRaw = async (asked: { pageSize: number; pageToken?: string }) => {
    const { pageSize, pageToken } = asked;
    const begin = Math.floor(toRow(pageToken) / pageSize) * pageSize;
    const end = Math.min(begin + pageSize, total);
    if (begin <= giant && giant < end)
      throw new OryError({ upstream: "hydra", operation: "x", kind: "malformed", cause });
    const items = Array.from({ length: Math.max(0, end - begin) }, (_, row) => begin + row);
    return { items, next: items.length > 0 && end < total ? toOffsetToken(end) : undefined };
  };
  vi.doMock("../ory/admin.server", () => ({
    listAdmin: (...[, , , run]: [unknown, unknown, unknown, (clients: object) => unknown]) =>
      run({ oauth2: { listOAuth2ClientsRaw } }),
  }));
}

async function listAround(giant: number, total: number): Promise<unknown[]> {
  await stubHydra(giant, total);
  const { listClients } = await import("./clients.server");
  const found: unknown[] = [];
  let token: string | undefined;
  do {
    const { items, next, hasLeftOut = false } = await listClients({} as Operator, {}, token);
    expect(hasLeftOut).toBe(items.length === 0 && toRow(token) < total);
    found.push(...items);
    token = next;
  } while (token !== undefined);
  return found;
}

it.each([0, 7, 49, 50, 119])(
  "D1: an app that is larger than any answer hides no other: row %d",
  async (giant) => {
    const others = Array.from({ length: 120 }, (_, row) => row).filter((row) => row !== giant);
    expect(await listAround(giant, 120)).toEqual(others);
  },
);

it.each([
  [undefined, ""],
  ["sealed-1", ""],
  ["sealed-1", '<a?page_token=sealed-0>; rel="first",<a?page_token=sealed-2>; rel="next"'],
  [undefined, '<a?page_token=sealed-0>; rel="first"'],
])("D1: nor where tokens are sealed, by what the head names: %s, %s", async (token, link) => {
  const { findTokenBehind, toOffsetToken } = await import("@/lib/ory/page-links");
  const next = link.includes("next") ? "sealed-2" : undefined;
  expect(findTokenBehind(token, link)).toBe(token || link ? next : toOffsetToken(1));
});

it("D1: nor does it count among the apps whose settings are safe", async () => {
  await stubHydra(0, 1);
  const { findRiskyApps } = await import("../home/attention.server");
  expect(await findRiskyApps({} as Operator)).toMatchObject({ count: 0, looked: 0, hasMore: true });
});

it("D1: an app that is larger than any answer has its id, by which it can be deleted", async () => {
  const { OryError } = await import("@/lib/ory/error");
  const cause = Object.assign(new Error("too large"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
  const about = { upstream: "hydra", operation: "x" } as const;
  const errors = [
    new OryError({ ...about, kind: "malformed", cause }),
    new OryError({ ...about, kind: "status", status: 404 }),
  ];
  vi.doMock("../ory/admin.server", () => ({ callAdmin: () => Promise.reject(errors.shift()) }));
  const { getClientOrId } = await import("./clients.server");
  expect(await getClientOrId({} as Operator, "giant")).toEqual({
    raw: { client_id: "giant" },
    isWhole: false,
  });
  await expect(getClientOrId({} as Operator, "none")).rejects.toMatchObject({ status: 404 });
});
