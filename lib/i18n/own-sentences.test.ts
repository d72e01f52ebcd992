import { expect, test } from "vitest";
import { loadTranslator } from "./languages";
import { withOwnSentences } from "./own-sentences";

test("a sentence without plural forms takes the place of all forms, and no other's", () => {
  const all = { "1_one": "one", "1_other": "many", "12_other": "others", "a.b_c": "kept" };
  expect(withOwnSentences(all, { "1": "mine", "a.b": "mine too" })).toEqual({
    "1": "mine",
    "12_other": "others",
    "a.b": "mine too",
    "a.b_c": "kept",
  });
  expect(withOwnSentences(all, { "1_one": "a single one" })).toEqual({ ...all, "1_one": "a single one" });
});

test("an operator's sentence counts before a language's plural forms", async () => {
  const t = await loadTranslator("de", { de: { kratos: { "4000003": "Zu kurz." } } });
  expect(t.kratos(4000003, () => ({ min_length: 8, actual_length: 2 }))).toBe("Zu kurz.");
});
