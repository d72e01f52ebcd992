import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseConfig } from "@/lib/config/config";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { getFixtureSchema, getFixtures, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { NEWEST_SECRET } from "@/tests/unit/environment";
import plain from "../../locales/en/plain.json" with { type: "json" };
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import { toKratosMessage } from "./kratos-message";
import { loadTranslator } from "./languages";
import { toMessageView } from "./message";
import { readOverrides } from "./overrides.server";
import { withPlainEnglish } from "./plain-english";

/** What Kratos says to a person and only its developers understand. */
const MACHINE_WORDS =
  /\b(webauthn|totp|hardware|flow|strategy|credentials?|property|identifiers?|provided|setup|backup recovery)\b|\d\.\d|[<>]=|is not valid "/i;

function write(content: object): string {
  const { path, remove } = makeTemporaryFolder("texts");
  onTestFinished(remove);
  writeFileSync(join(path, "en.json"), JSON.stringify(content));
  return path;
}

test("each plain sentence is in place of one of Kratos', with places that Kratos fills", () => {
  const keys = Object.entries(plain).map(([id, text]) => [`kratos.${id}`, text]);
  expect(readOverrides(write(Object.fromEntries(keys))).problems).toEqual([]);
});

test("no recorded page says anything in machine words once plain English is asked for", async () => {
  const t = await loadTranslator("en", withPlainEnglish({}));
  const identitySchema = getFixtureSchema();
  const said = getFixtures().flatMap(({ kind, flow }) => {
    const { forms, messages, errors } = toFlowView(
      parseFlow(flow),
      toFixtureOptions(kind, { t, identitySchema }),
    );
    const nodes = forms.flatMap((form) => form.nodes);
    const labels = nodes.flatMap((node) => ("label" in node ? [node.label] : []));
    return [...labels, ...messages.map(({ text }) => text), ...errors.map(({ message }) => message.text)];
  });
  expect(said.length).toBeGreaterThan(1000);
  expect([...new Set(said.filter((text) => MACHINE_WORDS.test(text)))]).toEqual([]);
});

test("an operator's own sentence counts before the plain one, whichever has plural forms", async () => {
  const FOYER_TEXTS = write({ "kratos.4000032": "Longer, please.", "kratos.1010007": "Spare code" });
  const { texts } = parseConfig({
    FOYER_PUBLIC_URL: "https://id.example",
    KRATOS_PUBLIC_URL: "http://kratos:4433",
    COOKIE_SECRET: NEWEST_SECRET,
    FOYER_PLAIN_ENGLISH: "true",
    FOYER_TEXTS,
  }).brands.byDefault;
  const t = await loadTranslator("en", texts);
  expect(t.kratos(4000032, () => ({ min_length: 8 }))).toBe("Longer, please.");
  expect([1010007, 1010010].map((id) => t.kratos(id, () => ({})))).toEqual(["Spare code", "Use backup code"]);
});

test("English with sentences of an operator's own stays English, and in Kratos' words elsewhere", async () => {
  const t = await loadTranslator("en", { en: { ui: { "login.start.title": "Come in" } } });
  const toView = (id: number, text: string) => toMessageView(toKratosMessage({ id, text, type: "error" }), t);
  expect(toView(1070009, "Continue")).toEqual({ id: 1070009, text: "Continue", tone: "error" });
  const unwanted = 'value must be one of "a", "b"';
  expect(toView(4000001, unwanted)?.text).toBe(unwanted);
});
