/** A schema that was narrowed in place: people have traits that it forbids, and Kratos takes no change of theirs. */

import { describe, expect, it } from "vitest";
import { loadTranslator } from "@/lib/i18n/languages";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { fits } from "./fits";

const narrow = (properties: object, more: object = {}) => ({
  properties: { traits: { type: "object", properties, additionalProperties: false, ...more } },
});
const EMAIL = { email: { type: "string", title: "E-mail" } };
const LOCKED = "Your profile has details that this page could not keep";

const node = (name: string, attributes: object, group = "profile", messages: object[] = []) => ({
  type: "input",
  group,
  attributes: { name, type: "text", node_type: "input", ...attributes },
  messages,
  meta: {},
});

async function show(schema: object, { language = "en", names = [] as string[] } = {}) {
  const traits = { email: "ada@foyer.example", nick: "ada" };
  const reason = `additionalProperties ${names.map((name) => `"${name}"`).join(", ")} not allowed`;
  const refusal = { id: 4000001, type: "error", text: reason, context: { reason } };
  const nodes = [
    node("traits.email", { value: traits.email }),
    node("traits.nick", { value: traits.nick }),
    node("method", { type: "submit", value: "profile" }),
    ...(names.length > 0 ? [node("traits", {}, "default", [refusal])] : []),
  ];
  const ui = { action: "http://localhost:4400/self-service/settings?flow=f", method: "POST", nodes };
  const t = await loadTranslator(language);
  return toFlowView(
    parseFlow({ id: "f", ui, identity: { traits } }),
    toFixtureOptions("settings", { identitySchema: schema, isRelayed: true, t, locale: language }),
  );
}

const kinds = ({ forms }: Awaited<ReturnType<typeof show>>) =>
  forms.flatMap(({ nodes }) => nodes.flatMap((one) => ("name" in one ? [`${one.kind} ${one.name}`] : [])));

describe("traits that their schema forbids", () => {
  it("are shown with the others, and nobody types what Kratos would refuse", async () => {
    const view = await show(narrow(EMAIL));
    expect(kinds(view)).toEqual(["kept traits.email", "kept traits.nick"]);
    expect(view.forms[0]?.lead).toContain(LOCKED);
  });

  it("are none where the schema says nothing of them, or has them", async () => {
    const open = { properties: { traits: { type: "object", properties: EMAIL } } };
    for (const schema of [open, narrow({ ...EMAIL, nick: { type: "string" } })])
      expect(kinds(await show(schema))).toContain("field traits.email");
  });

  it.each(["en", "de", "ar"])(
    "are named by %s in Kratos' refusal, whatever was changed",
    async (language) => {
      const { errors } = await show(narrow(EMAIL), { language, names: ["nick", "a, b"] });
      const text = (await loadTranslator(language))("settings.profile.locked");
      expect(errors).toEqual([
        expect.objectContaining({
          name: "traits.nick",
          label: "nick, a, b",
          message: { id: 4000001, tone: "error", text },
        }),
      ]);
    },
  );
});

it.each([
  [{ a: 1 }, narrow({ a: {} }), true],
  [{ a: 1, b: 2 }, narrow({ a: {} }), false],
  [{ a: 1, x_b: 2 }, narrow({ a: {} }, { patternProperties: { "^x_": {} } }), true],
  [{ a: { b: 1 } }, narrow({ a: { properties: {}, additionalProperties: false } }), false],
  [{ a: { b: 1 } }, narrow({ a: { $ref: "#/definitions/a" } }), true],
  [{ a: 1 }, narrow({}, { allOf: [{ properties: { a: {} } }] }), false],
  [{ a: 1 }, { properties: { traits: { oneOf: [{ additionalProperties: false }, {}] } } }, true],
  [{ constructor: 1 }, narrow({}), false],
  [{ a: 1 }, undefined, true],
] as const)("%j in %j: fits %s", (traits, schema, expected) => {
  expect(fits(traits, schema)).toBe(expected);
});
