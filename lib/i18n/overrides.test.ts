import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import { loadTranslator } from "./languages";
import { readOverrides } from "./overrides.server";

function read(files: Record<string, unknown>) {
  const { path: folder, remove } = makeTemporaryFolder("texts");
  onTestFinished(remove);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return readOverrides(folder);
}

test("an operator's sentences, messages of Kratos and titles take the place of Foyer's", async () => {
  const { texts, problems } = read({
    "en.json": {
      "login.start.title": "Come in",
      "consent.remember.days_other": "Keep it for {count} days",
      "kratos.1010001": "Enter",
      "kratos.9000001": "Said by a hook",
      "scope.orders.read.title": "See your orders",
      titles: { "First name": "Given name" },
    },
    "en-XA.json": { "login.start.title": "[Come in]" },
    "README.txt": "not read",
  });
  expect(problems).toEqual([]);
  const [english, pseudo] = [await loadTranslator("en", texts), await loadTranslator("en-XA", texts)];
  expect(english("login.start.title")).toBe("Come in");
  expect(english("consent.remember.days", { count: 1 })).toBe("Remember this for a day");
  expect(english("consent.remember.days", { count: 2 })).toBe("Keep it for 2 days");
  expect([english.kratos(1010001, () => ({})), english.kratos(9000001, () => ({}))]).toEqual([
    "Enter",
    "Said by a hook",
  ]);
  expect(english.find("scope.orders.read.title")).toBe("See your orders");
  expect(english.title("First name")).toBe("Given name");
  expect(pseudo("login.start.title")).toBe("[Come in]");
});

test.each<[string, unknown, RegExp]>([
  ["tlh.json", {}, /^tlh\.json: is not named after a language/],
  ["en.json", "{", /^en\.json: cannot be read as JSON/],
  ["en.json", { "login.start.titel": "x" }, /^en\.json: login\.start\.titel: is no text of these pages/],
  ["en.json", { "login.start.title_few": "x" }, /is no text of these pages/],
  ["en.json", { "consent.remember.days": "x" }, /is no text of these pages/],
  [
    "en.json",
    { "consent.title": "Allow {name}?" },
    /^en\.json: consent\.title: .*\{name\}; this text has \{client\}$/,
  ],
  ["en.json", { "kratos.4000002": "{reason}" }, /^en\.json: kratos\.4000002: .*\{reason\}; .*\{property\}/],
  ["en.json", { "login.start.title": "" }, /^en\.json: login\.start\.title: is empty/],
  ["en.json", { "login.start.title": "a\nb" }, /control character/],
  ["en.json", { "login.start.title": "a\ue000b" }, /character of no script/],
  ["en.json", { "login.start.title": 5 }, /^en\.json: login\.start\.title: /],
  ["en.json", { titles: { a: 5 } }, /^en\.json: titles\.a: /],
])("S2: %s with %j does not start, and says why", (file, content, problem) => {
  expect(read({ [file]: content }).problems.join("\n")).toMatch(problem);
});

test("S2: a folder that is not there does not start", () => {
  expect(readOverrides("/nonexistent/texts").problems).toHaveLength(1);
});
