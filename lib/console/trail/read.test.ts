import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setConsoleEnvironment } from "@/tests/unit/console";
import type { Operator } from "../operator/operator";

const DAY_MS = 86_400_000;
const ADA = { issuer: "i", subject: "ada", name: "Ada", role: "admin", headers: {} } as unknown as Operator;

beforeEach(() => {
  setConsoleEnvironment({ CONSOLE_TRAIL_DAYS: "2", CONSOLE_TRAIL_ENTRIES: "30000" });
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const open = async () => ({
  ...(await import("./read.server")),
  ...(await import("./export.server")),
  ...(await import("../act/act.server")),
  store: await (await import("../store/get-store.server")).getStore(),
});

async function makeActs(count: number, id = "s") {
  const { act } = await open();
  for (let made = 0; made < count; made += 1)
    await act(ADA, "session.end", { kind: "session", id }, {}, async () => ({ after: {} }));
}

it("C24: an act is not shown for longer than its outcome is kept", async () => {
  await makeActs(1);
  vi.advanceTimersByTime(2 * DAY_MS - 1000);
  const { readTrail } = await open();
  expect((await readTrail(ADA, {}, { count: 10 })).acts.map(({ result }) => result)).toEqual(["done"]);
  vi.advanceTimersByTime(2000);
  expect((await readTrail(ADA, {}, { count: 10 })).acts).toEqual([]);
});

it("C24: an exported trail has the oldest act that a filter finds, with one line of names", async () => {
  await makeActs(1, "wanted");
  const { readTrailPages, store } = await open();
  const bounds = { maxEntries: 30_000, maxAgeMs: DAY_MS };
  for (let made = 0; made < 5100; made += 1) await store.append("trail", "{}", bounds);
  let text = "";
  for await (const page of readTrailPages(ADA, { subject: "wanted" }, "csv")) text += page.text;
  expect(text.match(/"at","act"/g)).toHaveLength(1);
  expect(text).toContain('"wanted"');
});

it.each([
  ["viewer", ["client", "identity", "session"]],
  ["support", ["client", "identity", "session", "token"]],
  ["admin", ["client", "identity", "import", "new-kind", "project", "projects", "session", "token"]],
] as const)(
  "C8: the trail tells %s of what they may read alone, and so does its file",
  async (role, kinds) => {
    const { act, readTrail, readTrailPages } = await open();
    const reader = { ...ADA, role } as Operator;
    for (const kind of [
      "session",
      "project",
      "projects",
      "token",
      "import",
      "client",
      "identity",
      "new-kind",
    ])
      await act(ADA, "session.end", { kind, id: "s" }, {}, async () => ({ after: {} }));
    for (const filter of [{}, { subject: "s" }]) {
      const { acts } = await readTrail(reader, filter, { count: 10 });
      expect(acts.map(({ subject }) => subject.kind).toSorted()).toEqual(kinds);
    }
    let rows = 0;
    for await (const page of readTrailPages(reader, {}, "csv")) rows += page.rows;
    expect(rows).toBe(kinds.length);
  },
);

it.each(["wanted", "WANTED", "Wanted"])(
  "an act is found by the id %s of what it was about",
  async (subject) => {
    await makeActs(1, "Wanted");
    const { readTrail } = await open();
    expect((await readTrail(ADA, { subject }, { count: 10 })).acts).toHaveLength(1);
  },
);

it("an outcome is asked for only of an act that is looked for", async () => {
  await makeActs(1, "wanted");
  await makeActs(20, "other");
  const { readTrail, store } = await open();
  const get = vi.spyOn(store, "get");
  expect((await readTrail(ADA, { subject: "wanted", result: "done" }, { count: 10 })).acts).toHaveLength(1);
  expect(get).toHaveBeenCalledTimes(1);
});

it("C24: the trail of an account begins with the act that made it, which knew no id of it", async () => {
  const { act, readTrail } = await open();
  const { toActView } = await import("./view.server");
  for (const id of ["new", "other"])
    await act(ADA, "identity.create", { kind: "schema", id: "person" }, {}, async () => ({
      made: { kind: "identity", id },
    }));
  await makeActs(1, "new");
  const { acts } = await readTrail(ADA, { subject: "new" }, { count: 10 });
  expect(acts.map(({ operation }) => operation)).toEqual(["session.end", "identity.create"]);
  expect(acts.map((entry) => toActView(entry).subjectHref)).toEqual([
    "/console/sessions/new",
    "/console/identities/new",
  ]);
  expect((await readTrail(ADA, { subject: "person" }, { count: 10 })).acts).toHaveLength(2);
});

it("a page that few acts match reads 5,000 entries in five goes, and goes on from there", async () => {
  await makeActs(1, "wanted");
  const { readTrail, store } = await open();
  const bounds = { maxEntries: 30_000, maxAgeMs: DAY_MS };
  for (let made = 0; made < 5000; made += 1) await store.append("trail", "{}", bounds);
  const readLog = vi.spyOn(store, "readLog");
  const { acts, next } = await readTrail(ADA, { subject: "wanted" }, { count: 10 });
  expect([acts, readLog.mock.calls.length]).toEqual([[], 5]);
  const older = await readTrail(ADA, { subject: "wanted" }, { count: 10, before: next });
  expect(older.acts).toHaveLength(1);
  expect(older.next).toBeUndefined();
});

it("an act is found by its subject, whatever letters that has", async () => {
  const { readTrail } = await open();
  for (const id of ['a"b', "a\\b", "é 漢\u2028", "\ud800", "s"]) {
    await makeActs(1, id);
    const { acts } = await readTrail(ADA, { subject: id, operation: "session.end" }, { count: 10 });
    expect(acts, JSON.stringify(id)).toHaveLength(1);
  }
});

it("D1: of the acts on others none is parsed", async () => {
  await makeActs(300, "other");
  const { readTrail } = await open();
  const parse = vi.spyOn(JSON, "parse");
  expect((await readTrail(ADA, { subject: "wanted" }, { count: 10 })).acts).toEqual([]);
  expect(parse).not.toHaveBeenCalled();
});
