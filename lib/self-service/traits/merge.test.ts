import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { type Drawn, type DrawnTrait, parseDrawn } from "./drawn";
import { mergeTraits, toUnchanged } from "./merge";
import { toPlace } from "./place";
import { isFaithful, toTraits } from "./whole";

const form = (...pairs: [string, string][]) => new URLSearchParams(pairs);
const draw = (...traits: DrawnTrait[]): Drawn => ({ traits, lists: [] });

describe("traits after a form was sent", () => {
  it("keep what the form did not ask for, however it looks (V5)", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (others) => {
        const { nick: _, ...rest } = others;
        const traits = { ...rest, nick: "old" };
        const merged = mergeTraits(
          traits,
          draw({ name: "traits.nick", as: "text" }),
          form(["traits.nick", "new"]),
        );
        expect(merged).toEqual({ ...rest, nick: "new" });
      }),
    );
  });

  it("are the same to the last detail when every control says what it said (V5)", () => {
    const traits = {
      empty: "",
      padded: " a ",
      broken: "one\ntwo",
      number: 1e-7,
      text: "5",
      none: null,
      no: false,
      list: ["", "a", "a", 5],
      set: ["b", "a", "b"],
      wrong: { is: "an object" },
    };
    const drawn = draw(
      { name: "traits.empty", as: "text" },
      { name: "traits.padded", as: "trimmed" },
      { name: "traits.broken", as: "text" },
      { name: "traits.number", as: "number" },
      { name: "traits.text", as: "number" },
      { name: "traits.none", as: "text" },
      { name: "traits.no", as: "box" },
      { name: "traits.list", as: "text", shape: "list" },
      { name: "traits.set", as: "text", shape: "set" },
      { name: "traits.wrong", as: "text" },
      { name: "traits.absent", as: "text" },
      { name: "traits.deep.absent", as: "text" },
    );
    const sent = form(
      ["traits.empty", ""],
      ["traits.padded", "a"],
      ["traits.broken", "onetwo"],
      ["traits.number", "1e-7"],
      ["traits.text", "5"],
      ["traits.none", ""],
      ["traits.list", "a"],
      ["traits.list", "a"],
      ["traits.list", "5"],
      ["traits.set", "a"],
      ["traits.set", "b"],
      ["traits.wrong", ""],
      ["traits.absent", ""],
      ["traits.deep.absent", ""],
    );
    expect(JSON.stringify(mergeTraits(traits, drawn, sent))).toBe(JSON.stringify(traits));
  });

  it("take what was changed as its type, and what does not read as one as it was typed", () => {
    const merge = (trait: Omit<DrawnTrait, "name">, ...texts: string[]) =>
      mergeTraits(
        {},
        draw({ name: "traits.x", ...trait }),
        form(...texts.map((t): [string, string] => ["traits.x", t])),
      ).x;
    expect(merge({ as: "number" }, "1.5")).toBe(1.5);
    expect(merge({ as: "number" }, "0x10")).toBe("0x10");
    for (const inexact of ["9007199254740993", "-12345678901234567890", "1e400"])
      expect(merge({ as: "number" }, inexact)).toBe(inexact);
    expect(merge({ as: "boolean" }, "false")).toBe(false);
    expect(merge({ as: "box" }, "false", "true")).toBe(true);
    expect(merge({ as: "box" })).toBeUndefined();
    expect(merge({ as: "box", isAnswered: true })).toBe(false);
    expect(merge({ as: "lines" }, "a\r\nb")).toBe("a\nb");
    expect(merge({ as: "number", shape: "list" }, "1", "", "2")).toEqual([1, 2]);
  });

  it("keep a list's order, and nothing of its empty fields", () => {
    const list = draw({ name: "traits.l", as: "text", shape: "list" });
    const send = (before: unknown, ...texts: string[]) =>
      mergeTraits({ l: before }, list, form(...texts.map((text): [string, string] => ["traits.l", text])));
    expect(send(["a", "b"], "b", "", "a", "c")).toEqual({ l: ["b", "a", "c"] });
    expect(send(["a"], "")).toEqual({});
    expect(send([], "")).toEqual({ l: [] });
    const set = draw({ name: "traits.l", as: "text", shape: "set" });
    const ticked = form(["traits.l", "a"], ["traits.l", "b"], ["traits.l", "c"]);
    expect(mergeTraits({ l: ["c", "a"] }, set, ticked)).toEqual({ l: ["c", "a", "b"] });
  });

  it("have a list of objects where Kratos would put an object", () => {
    const drawn = { traits: [], lists: ["traits.a", "traits.b.c"] };
    expect(mergeTraits({ a: [{ x: 1 }] }, drawn, form())).toEqual({ a: [{ x: 1 }], b: { c: [] } });
  });

  it("keep what another tab changed meanwhile in each control that still says what it said (V5)", () => {
    const drawnFrom = {
      nick: "old",
      tags: ["a", "b"],
      topics: ["y", "x"],
      news: true,
      size: 40,
      motto: "",
      age: 7,
    };
    const now = {
      nick: "new",
      tags: ["b"],
      topics: ["z"],
      news: false,
      motto: "Per aspera",
      late: "kept",
      age: 8,
    };
    const traits: DrawnTrait[] = [
      { name: "traits.nick", as: "trimmed" },
      { name: "traits.tags", as: "text", shape: "list" },
      { name: "traits.topics", as: "text", shape: "set" },
      { name: "traits.news", as: "box", isAnswered: true },
      { name: "traits.size", as: "number" },
      { name: "traits.motto", as: "lines" },
      { name: "traits.age", as: "number" },
    ];
    const drawn = draw(...traits.map((trait) => ({ ...trait, was: toUnchanged(drawnFrom, trait) })));
    const unchanged: [string, string][] = [
      ["traits.nick", "old"],
      ["traits.tags", "a"],
      ["traits.tags", "b"],
      ["traits.topics", "x"],
      ["traits.topics", "y"],
      ["traits.news", "true"],
      ["traits.size", "40"],
      ["traits.motto", ""],
    ];
    expect(mergeTraits(now, drawn, form(...unchanged, ["traits.age", "9"]))).toEqual({ ...now, age: 9 });
  });

  it("answer a box that has to be answered, though nobody touched it", () => {
    const drawn = draw({ name: "traits.news", as: "box", isAnswered: true, was: [] });
    expect(mergeTraits({}, drawn, form())).toEqual({ news: false });
  });

  it("leave no mark on prototypes, whatever a form calls a trait (V2)", () => {
    const name = "traits.__proto__.polluted";
    const merged = mergeTraits({}, draw({ name, as: "text" }), form([name, "x"]));
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"polluted":"x"}}');
  });
});

describe("the traits that a flow tells", () => {
  it("are its identity's, in full", () => {
    const traits = { emails: ["a"], unknown: { deep: [null] } };
    expect(toTraits(parseFlow({ identity: { traits }, ui: { nodes: [] } }))).toEqual(traits);
  });

  it("are put together from a registration's nodes", () => {
    const node = (name: string, value?: unknown) => ({ attributes: { name, value } });
    const nodes = [
      node("traits.emails.1", "b"),
      node("traits.emails.0", "a"),
      node("traits.contacts.0.n", "x"),
      node("traits.nick"),
      node("traits.dotted\\.name", 1),
      node("password", "secret"),
    ];
    expect(toTraits(parseFlow({ ui: { nodes } }))).toEqual({
      emails: ["a", "b"],
      contacts: [{ n: "x" }],
      "dotted.name": 1,
    });
  });

  it("can be written back unless a number would be rounded (V5)", () => {
    expect(isFaithful({ a: [1, 0.1, "2", null, { b: true }] })).toBe(true);
    expect(isFaithful(JSON.parse('{"a":[{"b":12345678901234567890}]}'))).toBe(false);
  });

  it("D1: cannot be written back where they lie deeper than is read", () => {
    const nest = (depth: number) => JSON.parse(`{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`);
    expect([nest(99), nest(100), nest(50_000)].map(isFaithful)).toEqual([true, false, false]);
  });
});

it("a form's note is what Foyer wrote, or none", () => {
  const note = { traits: [{ name: "traits.a", as: "text" }], lists: [] };
  expect(parseDrawn(JSON.stringify(note))).toEqual(note);
  for (const text of ["", "{", "[]", '{"traits":[{"name":"password","as":"text"}],"lists":[]}']) {
    expect(parseDrawn(text)).toBeUndefined();
  }
});

it("D1: a note of more traits, or deeper ones, than any form has is none", () => {
  const name = (depth: number) => `traits${".a".repeat(depth)}`;
  const note = (names: string[], lists: string[]) =>
    parseDrawn(JSON.stringify({ traits: names.map((each) => ({ name: each, as: "text" })), lists }));
  const many = Array.from({ length: 1001 }, (_, index) => `traits.${index}`);
  expect(note([name(31)], [name(31)])).toBeDefined();
  expect(note(many.slice(1), many.slice(1))).toBeDefined();
  expect([note([name(32)], []), note([], [name(32)]), note(many, []), note([], many)]).toEqual(
    Array.from({ length: 4 }),
  );
});

it("D1: what lies deeper than a form reaches is kept with its trait, and is no field", () => {
  const items = {
    type: "object",
    properties: { traits: { type: "object", properties: { a: { type: "array", items: {} } } } },
  };
  for (const [depth, whole] of [
    [20, "traits.a"],
    [90, "traits.a"],
  ] as const)
    expect(toPlace(`traits.a${".0".repeat(depth)}`, items, new Set())).toMatchObject({ kind: "kept", whole });
  const unknown = toPlace(`traits.a${".0".repeat(90)}`, undefined, new Set());
  expect(unknown).toMatchObject({ kind: "kept", whole: `traits.a${".0".repeat(30)}` });
  expect(toPlace(`other${".0".repeat(90)}`, items, new Set())).toEqual({ kind: "single" });
});

it("D2: a flow's traits are read as deep as any schema goes, and no deeper", () => {
  const node = (name: string) => ({
    type: "input",
    group: "default",
    attributes: { name, type: "text", value: "v", node_type: "input", disabled: false },
    messages: [],
    meta: {},
  });
  const ui = {
    action: "https://id.example/",
    method: "POST",
    nodes: [node(`traits${".a".repeat(5000)}`), node("traits.b")],
  };
  expect(toTraits(parseFlow({ id: "f", ui }))).toEqual({ b: "v" });
});
