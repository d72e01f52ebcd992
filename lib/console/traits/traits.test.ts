import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactly, writeExactly } from "@/lib/exact-number";
import { type Json, toRecord } from "@/lib/json";
import { mergeEditedTraits } from "./merge-traits";
import { findRefusedFields, findTraitProblems } from "./trait-problems";
import { type TraitField, toFields, toTraitTree } from "./trait-tree";

const toSchema = (properties: unknown, required: readonly string[] = []) => ({
  properties: { traits: { type: "object", properties, required } },
});

const SCHEMA = toSchema(
  {
    email: {
      type: "string",
      format: "email",
      title: "Email",
      "ory.sh/kratos": { credentials: { password: { identifier: true } }, recovery: { via: "email" } },
    },
    phone: { type: "string", format: "tel" },
    site: { type: "string", format: "uri" },
    born: { type: "string", format: "date" },
    name: {
      type: "object",
      title: "Name",
      required: ["first"],
      properties: { first: { type: "string", minLength: 2 }, last: { type: ["string", "null"] } },
    },
    size: { type: "number" },
    age: { type: "integer" },
    plan: { enum: ["free", "gold", 3] },
    news: { type: "boolean" },
    tags: { type: "array", items: { type: "string" } },
    extra: { type: "object" },
    either: { oneOf: [{ type: "string" }, { type: "number" }] },
    homes: {
      type: "array",
      items: { type: "object", required: ["city"], properties: { city: { type: "string" } } },
    },
    tenant: {
      title: "Tenant",
      oneOf: [{ const: "acme", title: "Acme Ltd" }, { const: 7, title: "Seven" }, { const: "x" }],
    },
    "a b/c~": { type: "string" },
  },
  ["email", "name"],
);

/** As a browser sends it back: each end of a line as two characters. */
const toSent = (fields: readonly TraitField[], changes: Json = {}): Json =>
  Object.fromEntries(
    fields.map(({ name, text }) => [name, String(changes[name] ?? text).replaceAll("\n", "\r\n")]),
  );

function edit(before: Json, changes: Json = {}, schema: unknown = SCHEMA) {
  const nodes = toTraitTree(schema, before);
  return mergeEditedTraits(nodes, before, toSent(toFields(nodes), changes));
}

/** Traits of any kind under names that the schema knows, and others. */
const anyTraits = () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "",
      "a\nb",
      "a\r\nb",
      " x ",
      "\u0000",
      "\ud800",
      "ö\u0007",
      "\t",
      "a\rb",
      "2001-02-03",
      "e@x.example ",
    ),
  );
  const value = fc.oneof(
    text,
    fc.jsonValue(),
    fc.double({ noNaN: true }),
    fc.constantFrom("gold", "other", true, null),
  );
  const names = fc.constantFrom(
    ...Object.keys(SCHEMA.properties.traits.properties as object),
    "unknown",
    "__proto__",
  );
  const members = fc.array(fc.tuple(names, value)).map((entries): Json => Object.fromEntries(entries));
  const name = fc.record({ first: value, last: value, other: value }, { requiredKeys: [] });
  return fc
    .tuple(members, fc.option(name))
    .map(([all, inner]): Json => (inner ? { ...all, name: inner } : all));
};

describe("a form for traits", () => {
  it("C30: saved as it was shown, changes nothing, whatever an account holds", () => {
    fc.assert(
      fc.property(anyTraits(), (before) => {
        const { traits, problems } = edit(before);
        expect(problems).toEqual({});
        expect(traits).toEqual(before);
        expect(Object.keys(traits)).toEqual(Object.keys(before));
      }),
    );
  });

  it("C30: an object that is null stays so where none of its members is given", () => {
    const { traits } = edit({ email: "a@x.example", name: null }, { "trait/email": "b@x.example" });
    expect(traits).toEqual({ email: "b@x.example", name: null });
  });

  it("an address that was typed has its domain in ASCII, as Kratos takes it, and no other text", () => {
    const typed = { "trait/email": "ada@münchen.example", "trait/phone": "ada@münchen.example" };
    const { traits } = edit({ email: "a@x.example" }, typed);
    expect(traits).toMatchObject({ email: "ada@xn--mnchen-3ya.example", phone: "ada@münchen.example" });
  });

  it("addresses in a list have their domains in ASCII as well, and texts of other lists stay", () => {
    const address = { type: "string", format: "email" };
    const schema = toSchema(
      { others: { type: "array", items: address }, tags: { type: "array", items: { type: "string" } } },
      [],
    );
    const typed = "ada@münchen.example\nbo@x.example";
    const { traits } = edit({}, { "trait/others": typed, "trait/tags": typed }, schema);
    expect(traits).toEqual({
      others: ["ada@xn--mnchen-3ya.example", "bo@x.example"],
      tags: ["ada@münchen.example", "bo@x.example"],
    });
  });

  it("C30: a day that no calendar has is text, which a browser sends back", () => {
    const nodes = toTraitTree(SCHEMA, { born: "2023-02-30" });
    expect(toFields(nodes).find(({ name }) => name === "trait/born")).toMatchObject({ input: "text" });
  });

  it("C30: with one field changed, leaves every other trait as it is", () => {
    fc.assert(
      fc.property(anyTraits(), (before) => {
        const fields = toFields(toTraitTree(SCHEMA, before));
        const phone = fields.find(({ name }) => name === "trait/phone");
        const typed = phone?.type === "json" ? '"+43 1"' : "+43 1";
        const { traits } = edit(before, { "trait/phone": typed });
        expect(traits).toEqual(phone ? { ...before, phone: "+43 1" } : before);
      }),
    );
  });

  it("draws each type by its own control, groups objects, and names what it cannot hold", () => {
    const nodes = toTraitTree(SCHEMA, { born: "soon", site: " x", news: "maybe" });
    expect(toFields(nodes).map(({ name, input }) => [name, input])).toEqual([
      ["trait/email", "email"],
      ["trait/phone", "tel"],
      ["trait/site", "text"],
      ["trait/born", "text"],
      ["trait/name/first", "text"],
      ["trait/name/last", "text"],
      ["trait/size", "decimal"],
      ["trait/age", "decimal"],
      ["trait/plan", "choice"],
      ["trait/news", "choice"],
      ["trait/tags", "lines"],
      ["trait/extra", "json"],
      ["trait/either", "json"],
      ["trait/homes", "json"],
      ["trait/tenant", "choice"],
      ["trait/a%20b%2Fc~", "text"],
    ]);
    expect(nodes.filter(({ kind }) => kind !== "field").map(({ kind, label }) => [kind, label])).toEqual([
      ["group", "Name"],
    ]);
    expect(nodes[0]).toMatchObject({ isRequired: true, isUnique: true, label: "Email" });
  });

  it("shows a choice's titles with what they stand for, and what the account has besides", () => {
    const toChoices = (before: Json) =>
      toFields(toTraitTree(SCHEMA, before)).find(({ name }) => name === "trait/tenant")?.choices;
    const known = [
      { text: "acme", value: "acme", label: "Acme Ltd (acme)" },
      { text: "7", value: 7, label: "Seven (7)" },
      { text: "x", value: "x", label: "x" },
    ];
    expect(toChoices({})).toEqual(known);
    expect(toChoices({ tenant: "gone" })).toEqual([...known, { text: "gone", value: "gone" }]);
  });

  it("holds numbers as they stand, and leaves those alone that were not touched", () => {
    const before = parseExactly('{"age":9007199254740993,"size":1.10,"plan":3.0}');
    const fields = toFields(toTraitTree(SCHEMA, before));
    const toShown = (name: string) => fields.find((field) => field.name === name)?.text;
    const shown = ["trait/age", "trait/size", "trait/plan"].map((name) => [name, toShown(name) ?? ""]);
    expect(shown.map(([, text]) => text)).toEqual(["9007199254740993", "1.10", "3"]);
    const { traits } = edit(toRecord(before), Object.fromEntries(shown));
    expect(writeExactly(traits)).toBe('{"age":9007199254740993,"size":1.10,"plan":3.0}');
    const typed = edit({}, { "trait/age": "9007199254740993", "trait/size": "1.10" });
    expect(typed.problems).toEqual({});
    expect(writeExactly(typed.traits)).toBe('{"size":1.10,"age":9007199254740993}');
  });

  it("reads each type, and takes away what was emptied", () => {
    const before = { email: "a@x.example", name: { first: "Ada", last: "L" }, size: 1, extra: { kept: [1] } };
    const { traits, problems } = edit(before, {
      "trait/name/last": "",
      "trait/size": "41.5",
      "trait/age": "30",
      "trait/plan": "3",
      "trait/news": "no",
      "trait/tags": "one\n\n two ",
      "trait/tenant": "7",
    });
    expect(problems).toEqual({});
    expect(traits).toEqual({
      email: "a@x.example",
      name: { first: "Ada" },
      size: 41.5,
      age: 30,
      plan: 3,
      news: false,
      tags: ["one", "two"],
      tenant: 7,
      extra: { kept: [1] },
    });
    expect(edit({ name: { first: "Ada" } }, { "trait/name/first": "" }).traits).toEqual({ name: {} });
  });

  it.each([
    ["trait/size", "many", "This is no number."],
    ["trait/size", "0x10", "This is no number."],
    ["trait/size", "1e400", "This is no number."],
    ["trait/age", "1.5", "This is no whole number."],
    ["trait/age", "9007199254740993.5", "This is no whole number."],
    ["trait/plan", "platinum", "Choose one of these."],
    ["trait/homes", "[{]", "This is no JSON. A text stands in quotation marks."],
    ["trait/extra", '{"a":1e400}', "A number here is larger than servers can hold."],
    ["trait/extra", `{"a":${"[".repeat(101)}${"]".repeat(101)}}`, expect.stringContaining("nested deeper")],
  ])("refuses at %s: %s", (name, text, problem) => {
    const { traits, problems } = edit({ age: 1 }, { [name]: text });
    expect(problems).toEqual({ [name]: problem });
    expect(traits).toEqual({ age: 1 });
  });

  it("holds as JSON what no other field can, checked by the schema, and left out where empty", () => {
    const before = parseExactly('{"homes":[{"city":"Graz","no":1.10}],"either":"a\\u0085b","phone":["+1"]}');
    const fields = toFields(toTraitTree(SCHEMA, before));
    const toText = (name: string) => fields.find((field) => field.name === name)?.text ?? "";
    expect(toText("trait/either")).toBe('"a\\u0085b"');
    expect(toText("trait/phone")).toBe('[\n  "+1"\n]');
    const written = edit(toRecord(before), {
      "trait/homes": toText("trait/homes").replace("Graz", "Wien"),
      "trait/extra": '{"b":[{}]}',
      "trait/phone": "",
    });
    expect(written.problems).toEqual({});
    expect(writeExactly(written.traits)).toBe(
      '{"homes":[{"city":"Wien","no":1.10}],"either":"a\u0085b","extra":{"b":[{}]}}',
    );
    const wrong = { email: "a@x.example", name: { first: "Ada" }, homes: [{}] };
    expect(findTraitProblems(SCHEMA, fields, wrong)).toEqual({ "trait/homes": "Fill this in." });
  });

  it("leaves out an optional object whose fields are all empty, though one is required in it", () => {
    const home = { type: "object", required: ["city"], properties: { city: { type: "string" } } };
    const schema = toSchema({ home });
    const nodes = toTraitTree(schema);
    const { traits } = mergeEditedTraits(nodes, {}, toSent(toFields(nodes)));
    expect(traits).toEqual({});
    expect(findTraitProblems(schema, toFields(nodes), traits)).toEqual({});
    expect(nodes).toMatchObject([{ kind: "group", isRequired: false }]);
  });

  it("begins with the schema's defaults for a new account, and leaves out what stays empty", () => {
    const schema = toSchema({ plan: { enum: ["free", "gold"], default: "free" }, nick: { type: "string" } });
    const nodes = toTraitTree(schema);
    expect(mergeEditedTraits(nodes, {}, toSent(toFields(nodes))).traits).toEqual({ plan: "free" });
  });

  it.each([
    ["enum", { enum: ["pupil", "teacher", "", null] }],
    ["oneOf", { oneOf: [{ const: "pupil" }, { const: "teacher" }, { const: "", title: "None" }] }],
  ])("draws choices of which one stands for nothing, and keeps that one: %s", (_keyword, trait) => {
    const schema = toSchema({ interest: trait });
    const change = (traits: Json, text: string) =>
      mergeEditedTraits(toTraitTree(schema, traits), traits, { "trait/interest": text }).traits;
    for (const own of [undefined, "", "pupil"]) {
      const [field] = toFields(toTraitTree(schema, { interest: own }));
      expect(field).toMatchObject({ type: "choice", text: own ?? "" });
      expect(field?.choices.map(({ text }) => text)).toEqual(["pupil", "teacher"]);
      expect(change({ interest: own }, own ?? "")).toEqual({ interest: own });
      expect(change({ interest: own }, "teacher")).toEqual({ interest: "teacher" });
    }
    expect(change({ interest: "pupil" }, "")).toEqual({});
  });

  it.each([undefined, null, [], {}, toSchema([]), toSchema({ x: 1 })])("draws no field from %j", (schema) => {
    expect(toFields(toTraitTree(schema, { x: 1 }))).toEqual([]);
  });
});

describe("what is wrong with traits", () => {
  const fields = toFields(toTraitTree(SCHEMA));

  it("is said at its field before anything is sent", () => {
    const traits = { email: "no", name: {}, tags: ["a", 1], extra: 3 };
    expect(findTraitProblems(SCHEMA, fields, traits)).toEqual({
      "trait/email": 'It must match format "email".',
      "trait/name/first": "Fill this in.",
      "trait/tags": "It must be string.",
      "trait/extra": "It must be object.",
    });
    expect(findTraitProblems({ ...SCHEMA, $ref: "https://elsewhere.invalid/" }, fields, traits)).toEqual({});
  });

  it("is said at its field where Kratos says it", () => {
    const text =
      'The request was malformed I[#/traits/email] S[#/properties/traits/properties/email/format] "no" is not valid "email"\n  I[#/traits/name] S[#/properties/traits/properties/name/required] missing properties: "first"';
    expect(findRefusedFields(text, fields)).toEqual({
      "trait/email": 'Kratos: "no" is not valid "email"',
      "trait/name/first": "Fill this in.",
    });
    expect(findRefusedFields("I[#/traits/nothing] S[#] x", fields)).toEqual({});
    const repeated = `I[#/traits/phone] S[#] "${" ".repeat(100_000)}" is not valid "tel"`;
    expect(Object.keys(findRefusedFields(repeated, fields))).toEqual(["trait/phone"]);
  });
});

it("a schema of many fields keeps its form: what is typed as JSON anyway is among all of them", () => {
  const some = (count: number, type: string, prefix: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, { type }]));
  const schema = toSchema({ ...some(150, "string", "a"), ...some(60, "object", "b") });
  const nodes = toTraitTree(schema);
  expect(toFields(nodes)).toHaveLength(150);
  expect(nodes.filter(({ kind }) => kind === "other")).toHaveLength(60);
  expect(toFields(toTraitTree(toSchema(some(40, "object", "b"))))).toHaveLength(40);
  expect(toTraitTree(toSchema(some(201, "string", "a")))).toEqual([]);
});
