import { expect, test } from "vitest";
import { loadTranslator } from "./languages";

test.each([
  ["Email", "ja", "メールアドレス"],
  ["E-Mail", "ar", "البريد الإلكتروني"],
  ["Phone", "de", "Telefonnummer"],
  ["First Name", "ru", "Имя"],
  ["Surname", "sv", "Efternamn"],
  ["Username", "he", "שם משתמש"],
])("the title %j of a schema is said in %s, and in English as it is sent", async (title, locale, said) => {
  expect((await loadTranslator(locale)).title(title)).toBe(said);
  expect((await loadTranslator("en")).title(title)).toBe(title);
});

test("what an operator says of a title comes first, and every other title stays as it is sent", async () => {
  const german = await loadTranslator("de", { de: { titles: { "First name": "Rufname" } } });
  expect(german.title("First name")).toBe("Rufname");
  expect(german.title("Last name")).toBe("Nachname");
  for (const title of ["Name at birth", "constructor"]) expect(german.title(title)).toBe(title);
});
