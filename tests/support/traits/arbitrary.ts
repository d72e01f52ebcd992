/** Makes identity schemas of any shape, with people that fit them: two states each, before and after a change. */

import fc from "fast-check";

/** A trait's schema with two values that it allows; `undefined` is no value. */
interface Sample {
  schema: Record<string, unknown>;
  before: unknown;
  after: unknown;
  /** Whether a form can hold it: those it cannot are to stay as they are. */
  isTyped: boolean;
}

export interface Person {
  schema: Record<string, unknown>;
  before: Record<string, unknown>;
  /** Before, with the changes that a form can make. */
  after: Record<string, unknown>;
  /** The traits that a form can change, by their nodes' names, with the value that they shall get. */
  leaves: { name: string; after: unknown }[];
  /** Names of the objects that the schema declares, outermost first. */
  objects: string[];
  /** Names of the lists of objects. */
  lists: string[];
}

const word = fc
  .stringMatching(/^[A-Za-zÀ-ž0-9 ,.'"<>&{}#%+;=-]{1,24}$/)
  .filter((text) => text.trim() === text && text !== "");
const astral = fc.constantFrom(
  "Zoë 🌍",
  "日本語",
  "a\u0301",
  "<b>&amp;",
  "x".repeat(300),
  "0",
  "true",
  "null",
);
const text = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: astral });
const number = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(0.1, -2.5, 1e-7, 123456.789));

/** A schema whose values are independent of each other. */
function of(schema: object, value: fc.Arbitrary<unknown>, isTyped = true): fc.Arbitrary<Sample> {
  const maybe = fc.option(value, { nil: undefined, freq: 4 });
  return fc.record({ before: maybe, wanted: maybe }).map(({ before, wanted }) => ({
    schema: { ...schema },
    before,
    after: isTyped ? toReachable(schema, before, wanted) : before,
    isTyped,
  }));
}

/** What a form can make of a value: nothing is said by emptying a field, and by an unticked box only where there was an answer. */
function toReachable(schema: object, before: unknown, wanted: unknown): unknown {
  if (wanted === "" || wanted === undefined) {
    if (before === "") return "";
    if (wanted === "") return undefined;
  }
  if (
    typeof wanted === "string" &&
    /\n/.test(wanted) &&
    !("contentMediaType" in schema) &&
    !/\n/.test(String(before))
  )
    return before;
  const isBox = "type" in schema && schema.type === "boolean" && !("oneOf" in schema);
  if (!isBox || wanted === true) return wanted;
  return before === undefined || "const" in schema ? undefined : false;
}

const email = fc.stringMatching(/^[a-z]{1,10}$/).map((name) => `${name}@foyer.example`);

const scalars: fc.Arbitrary<Sample>[] = [
  of({ type: "string" }, text),
  of({ type: "string" }, fc.constantFrom("", " padded ")),
  of(
    { type: "string", title: "With a title", description: "Says <b>what</b> for.", examples: ["one", 2] },
    text,
  ),
  of({ type: "string", minLength: 3, maxLength: 8 }, fc.stringMatching(/^[a-z]{3,8}$/)),
  of({ type: "string", maxLength: 3 }, fc.constantFrom("🌍🌍🌍", "abc")),
  of({ type: "string", pattern: "[0-9]" }, fc.constantFrom("a1", "22", "x 3 y")),
  of({ type: "string", pattern: "^a|b$" }, fc.constantFrom("ax", "xb")),
  of({ type: "string", pattern: "^[[:alpha:]]+$" }, fc.constantFrom("abc", "Xyz")),
  of(
    { type: "string", contentMediaType: "text/plain" },
    fc.constantFrom("one\ntwo", "\nfirst is empty", "one"),
  ),
  of({ type: "string" }, fc.constantFrom("broken\nover lines", "one line")),
  of({ type: "string", format: "email" }, email),
  of({ type: "string", format: "tel" }, fc.constantFrom("+4915112345678", "+442071838750")),
  of(
    { type: "string", format: "uri" },
    fc.constantFrom("https://foyer.example/a?b=c", "urn:isbn:9780131103627"),
  ),
  of({ type: "string", format: "date" }, fc.constantFrom("2000-02-29", "1970-01-01")),
  of(
    { type: "string", format: "date-time" },
    fc.constantFrom("2026-01-31T09:30:00Z", "2026-01-31T09:30:00.5+02:00"),
  ),
  of({ type: "string", format: "time" }, fc.constantFrom("09:30:00Z", "23:59:59+01:00")),
  of({ type: "string", format: "hostname" }, fc.constantFrom("foyer.example")),
  of({ type: "number" }, number),
  of({ type: "number", minimum: -0.5, maximum: 2.5 }, fc.constantFrom(-0.5, 0, 1.25, 2.5)),
  of({ type: "integer" }, fc.integer({ min: -1000, max: 1000 })),
  of({ type: "integer", minimum: 0.5, maximum: 9 }, fc.integer({ min: 1, max: 9 })),
  of({ type: "integer", minimum: 1, multipleOf: 5 }, fc.constantFrom(5, 10)),
  of({ type: "integer", multipleOf: 5 }, fc.constantFrom(0, -5, 10)),
  of({ type: "boolean" }, fc.boolean()),
  of({ type: "boolean", default: true }, fc.boolean()),
  of({ type: "boolean", const: true, title: "Agreed to the {terms}" }, fc.constant(true)),
  of(
    {
      type: "boolean",
      oneOf: [
        { const: true, title: "Yes" },
        { const: false, title: "No" },
      ],
    },
    fc.boolean(),
  ),
  of({ type: "string", enum: ["a", "b", "c d"] }, fc.constantFrom("a", "b", "c d")),
  of({ type: "integer", enum: [1, 2, 30] }, fc.constantFrom(1, 2, 30)),
  of({ type: "number", enum: [0.5, 2] }, fc.constantFrom(0.5, 2)),
  of({ type: "string", oneOf: [{ const: "x", title: "The X" }, { const: "y" }] }, fc.constantFrom("x", "y")),
  of({ type: "string", const: "2026-01", title: "Version" }, fc.constant("2026-01")),
  of(
    {
      anyOf: [
        { type: "string", format: "email" },
        { type: "string", pattern: "^[0-9]+$" },
      ],
    },
    fc.constantFrom("1", "a@foyer.example"),
  ),
  of({ allOf: [{ type: "string" }, { title: "Joined", minLength: 2 }] }, fc.constantFrom("ab", "abc")),
  of({ $ref: "#/definitions/nick" }, word),
  of({ type: "string", default: "preset" }, text),
];

const untyped: fc.Arbitrary<Sample>[] = [
  of({ type: "string", readOnly: true, title: "Fixed" }, text, false),
  of({ type: "boolean", readOnly: true }, fc.boolean(), false),
  of({ type: "string", enum: ["a", "b"], readOnly: true }, fc.constantFrom("a", "b"), false),
  of({ type: ["string", "null"] }, fc.constant(null), false),
  of({ type: ["string", "number"] }, fc.constantFrom("five", 5), false),
  of({ enum: ["a", 1, null] }, fc.constantFrom("a", 1, null), false),
  of({ type: "object" }, fc.constantFrom({}, { free: [1, { form: null }] }), false),
  of(
    { type: "array", items: [{ type: "string" }, { type: "number" }] },
    fc.constantFrom(["a", 1], ["b"]),
    false,
  ),
];

const lists: fc.Arbitrary<Sample>[] = [
  ofList({ type: "string" }, word),
  ofList({ type: "string", format: "email", title: "Address" }, email),
  ofList({ $ref: "#/definitions/nick" }, word),
  ofList({ type: "integer" }, fc.integer({ min: -9, max: 9 })),
  ofList({ type: "number" }, fc.constantFrom(0.5, 2, -1)),
  ofList({ type: "boolean" }, fc.boolean()),
  ofSet({ type: "string", enum: ["de", "en", "fr"] }, ["de", "en", "fr"]),
  ofSet({ type: "integer", oneOf: [{ const: 1, title: "One" }, { const: 2 }] }, [1, 2]),
];

function ofList(items: object, value: fc.Arbitrary<unknown>): fc.Arbitrary<Sample> {
  return of({ type: "array", title: "Several", items }, fc.array(value, { minLength: 1, maxLength: 4 }));
}

/** Boxes stay in the schema's order: what was chosen before keeps its place, what is new comes after. */
function ofSet(items: object, values: unknown[]): fc.Arbitrary<Sample> {
  const some = fc.option(fc.shuffledSubarray(values, { minLength: 1 }), { nil: undefined, freq: 4 });
  return fc.record({ before: some, chosen: some }).map(({ before, chosen }) => ({
    schema: { type: "array", title: "Some of them", items },
    before,
    after: chosen && [
      ...(before ?? []).filter((one) => chosen.includes(one)),
      ...values.filter((one) => chosen.includes(one) && !before?.includes(one)),
    ],
    isTyped: true,
  }));
}

const objectLists: fc.Arbitrary<Sample>[] = [
  of(
    {
      type: "array",
      items: { type: "object", properties: { n: { type: "string" }, p: { type: "number" } } },
    },
    fc.constantFrom([], [{ n: "Ada", p: 1 }, { n: "" }], [{ extra: { deep: [true] } }]),
    false,
  ),
];

const NAMES = ["a", "b_c", "d-e", "with space", "ünder", "constructor", "toString", "nick", "zip", "x1"];

interface Members {
  properties: Record<string, Sample>;
  required: string[];
}

const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(...scalars) },
  { weight: 3, arbitrary: fc.oneof(...lists) },
  { weight: 2, arbitrary: fc.oneof(...untyped) },
  { weight: 1, arbitrary: fc.oneof(...objectLists) },
);

const members: fc.Arbitrary<Members> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), leaf, fc.boolean()), {
    selector: ([name]) => name,
    minLength: 1,
    maxLength: 6,
  })
  .map((all) => ({
    properties: Object.fromEntries(all.map(([name, sample]) => [name, sample])),
    // Only what has a value in both states can be demanded, and only where an empty control is not a value of its own.
    required: all.flatMap(([name, { before, after, isTyped }, isWanted]) =>
      isWanted && isTyped && isGiven(before) && isGiven(after) ? [name] : [],
    ),
  }));

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== "";
}

/** One schema with its person. */
export const person: fc.Arbitrary<Person> = fc
  .record({
    top: members,
    group: fc.option(fc.record({ own: members, inner: fc.option(members, { nil: undefined }) }), {
      nil: undefined,
    }),
    unknown: fc.option(fc.jsonValue({ maxDepth: 2 }).filter(isPlain), { nil: undefined }),
    email: email,
  })
  .map(({ top, group, unknown, email: address }) => {
    const person = toPerson(top, group);
    return {
      ...person,
      before: {
        email: address,
        ...person.before,
        ...(unknown !== undefined && { "not-in-schema": unknown }),
      },
      after: { email: address, ...person.after, ...(unknown !== undefined && { "not-in-schema": unknown }) },
    };
  });

/** JSON that a database keeps as it is. */
function isPlain(value: unknown): boolean {
  return !/"__proto__"|e[+-]?\d|-0|\\u0000|\d{16}/.test(JSON.stringify(value)) && value !== null;
}

function toPerson(top: Members, group?: { own: Members; inner?: Members }): Person {
  const inner = group?.inner && toObject(group.inner, { title: "Inner frame" });
  const outer =
    group && toObject(group.own, { title: "A frame", description: "Together." }, inner && { inner });
  const all = toObject(top, {}, outer && { frame: outer });
  const identifier = {
    type: "string",
    format: "email",
    "ory.sh/kratos": { credentials: { password: { identifier: true } } },
  };
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    definitions: { nick: { type: "string", title: "Nickname" } },
    properties: {
      traits: {
        ...all.schema,
        properties: { email: identifier, ...all.schema.properties },
        required: ["email", ...all.schema.required],
      },
    },
  };
  const { before, after, leaves, objects, lists } = all;
  return {
    schema,
    before,
    after,
    leaves: leaves.map((leaf) => ({ ...leaf, name: `traits.${leaf.name}` })),
    objects,
    lists,
  };
}

interface Made {
  schema: { type: "object"; properties: Record<string, unknown>; required: string[] };
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  leaves: Person["leaves"];
  objects: string[];
  lists: string[];
}

function toObject({ properties, required }: Members, words: object, inside: Record<string, Made> = {}): Made {
  const own = Object.entries(properties);
  const deeper = Object.entries(inside);
  const pick = (state: "before" | "after") =>
    Object.fromEntries([
      ...own.flatMap(([name, sample]) => (sample[state] === undefined ? [] : [[name, sample[state]]])),
      ...deeper.map(([name, made]) => [name, made[state]]),
    ]);
  return {
    schema: {
      type: "object",
      ...words,
      properties: Object.fromEntries([
        ...own.map(([name, { schema }]) => [name, schema]),
        ...deeper.map(([name, made]) => [name, made.schema]),
      ]),
      required,
    },
    before: pick("before"),
    after: pick("after"),
    leaves: [
      ...own.flatMap(([name, { after, isTyped }]) => (isTyped ? [{ name, after }] : [])),
      ...deeper.flatMap(([name, made]) =>
        made.leaves.map((leaf) => ({ ...leaf, name: `${name}.${leaf.name}` })),
      ),
    ],
    objects: [
      ...own.flatMap(([name, { schema }]) => (schema.type === "object" ? [name] : [])),
      ...deeper.flatMap(([name, made]) => [name, ...made.objects.map((one) => `${name}.${one}`)]),
    ],
    lists: [
      ...own.flatMap(([name, { schema }]) => (isListOfObjects(schema) ? [name] : [])),
      ...deeper.flatMap(([name, made]) => made.lists.map((one) => `${name}.${one}`)),
    ],
  };
}

function isListOfObjects({ type, items }: Record<string, unknown>): boolean {
  return (
    type === "array" &&
    typeof items === "object" &&
    items !== null &&
    "type" in items &&
    items.type === "object"
  );
}
