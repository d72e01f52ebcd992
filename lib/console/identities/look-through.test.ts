import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";
import type { Operator } from "../operator/operator";
import type { IdentityFilter } from "./identity-filter";

const toId = (number: number) => `0195e8f2-0000-7000-8000-${String(number).padStart(12, "0")}`;

/** Accounts that there are, by number; each tenth is blocked, each third has a verified address. */
let there: number[] = [];
let asked = 0;
let answersAfterMs = 0;
let listsBackwards = false;

const toAccount = (number: number) => ({
  id: toId(number),
  state: number % 10 === 0 ? "inactive" : "active",
  schema_id: number % 2 === 0 ? "staff" : "default",
  verifiable_addresses: number % 3 === 0 ? [{ verified: false }, { verified: true }] : [],
});

beforeEach(() => {
  there = Array.from({ length: 6000 }, (_, index) => index + 1);
  asked = 0;
  answersAfterMs = 0;
  listsBackwards = false;
  vi.spyOn(performance, "now").mockImplementation(() => asked * answersAfterMs);
  setConsoleEnvironment();
  vi.doMock("./identities.server", () => ({
    /** As Kratos lists: by id, behind the token's. */
    listIdentities: async (_: Operator, __: IdentityFilter, token: string | undefined, rows: number) => {
      asked += 1;
      const isNext = (number: number) => (listsBackwards ? number < Number(token) : number > Number(token));
      const rest = token === undefined ? there : there.filter(isNext);
      const page = rest.slice(0, rows);
      return { items: page.map(toAccount), next: rest.length > rows ? String(page.at(-1)) : undefined };
    },
  }));
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function find(only: IdentityFilter["only"], cursor?: string, most?: number) {
  const { findIdentities } = await import("./look-through.server");
  const { items, ...rest } = await findIdentities(OPERATOR, { kind: "all", only }, cursor, most);
  return { ...rest, ids: items.map((item) => (item as { id: string }).id) };
}

/** Page by page to the end. @param between two pages, what was found is told */
async function walk(only: IdentityFilter["only"], between: (ids: readonly string[]) => void = () => {}) {
  const pages = [];
  let cursor: string | undefined;
  do {
    const { ids, lookedAt = 0, next } = await find(only, cursor);
    pages.push({ ids, lookedAt });
    between(ids);
    cursor = next;
  } while (cursor !== undefined);
  return pages;
}

const toAll = (isOne: (number: number) => boolean) =>
  Array.from({ length: 6000 }, (_, index) => index + 1)
    .filter(isOne)
    .map(toId);

it.each<[NonNullable<IdentityFilter["only"]>, (number: number) => boolean]>([
  [{ state: "blocked" }, (number) => number % 10 === 0],
  [{ state: "active", verified: "none" }, (number) => number % 10 !== 0 && number % 3 !== 0],
  [{ verified: "some" }, (number) => number % 3 === 0],
  [{ schema: "staff", state: "blocked" }, (number) => number % 10 === 0],
  [{ schema: "nobody's" }, () => false],
])(
  "who is found by %j is found once, fifty a page, and each account is looked at once",
  async (only, isOne) => {
    const pages = await walk(only);
    expect(pages.flatMap(({ ids }) => ids)).toEqual(toAll(isOne));
    expect(Math.max(...pages.map(({ ids }) => ids.length))).toBeLessThanOrEqual(50);
    expect(pages.reduce((sum, { lookedAt }) => sum + lookedAt, 0)).toBe(6000);
  },
);

it.each<NonNullable<IdentityFilter["only"]>>([
  { state: "active" },
  { state: "blocked" },
  { verified: "none" },
  { verified: "some" },
  { schema: "default" },
])("C24: an account of which its id alone is known is none of those that %j asks for", async (only) => {
  const { isOneOf } = await import("./look-through.server");
  expect([isOneOf({ id: toId(1) }, only), isOneOf({ id: toId(1) })]).toEqual([false, true]);
});

it("D1: a page looks at 2,500 accounts at most, and leads on", async () => {
  const { ids, lookedAt, next } = await find({ schema: "nobody's" });
  expect([ids, lookedAt, asked, typeof next]).toEqual([[], 2500, 10, "string"]);
});

it("D1: a page looks no further once Kratos took two seconds for it", async () => {
  answersAfterMs = 1500;
  const { lookedAt, next } = await find({ schema: "nobody's" });
  expect([lookedAt, asked, typeof next]).toEqual([500, 2, "string"]);
});

it("who was found last may be gone by the next page: nobody is found twice or left out", async () => {
  const remove = (ids: readonly string[]) => {
    there = there.filter((number) => !ids.includes(toId(number)));
  };
  const pages = await walk({ state: "blocked" }, remove);
  expect(pages.flatMap(({ ids }) => ids)).toEqual(toAll((number) => number % 10 === 0));
});

it("nobody is left out where a server lists in another order than by id", async () => {
  there.reverse();
  listsBackwards = true;
  const pages = await walk({ state: "blocked" });
  expect(pages.flatMap(({ ids }) => ids)).toEqual(toAll((number) => number % 10 === 0).reverse());
});

it("a list that Kratos itself filters is asked for as it is", async () => {
  const { ids, lookedAt, next } = await find(undefined);
  expect([ids.length, lookedAt, next, asked]).toEqual([50, undefined, "50", 1]);
});
