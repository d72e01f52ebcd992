// @ts-check
// The texts of a language by key, each with its plural forms; Kratos' messages are `kratos.<id>` among them.

import { createHash } from "node:crypto";

/** @typedef {import("./catalogue.mjs").Language} Language */
/** @typedef {Map<string, Record<string, string>>} Texts by key, then by form: a plural category, or "" */

/** The CLDR's six, in its order. */
export const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

const FORM = /_(zero|one|two|few|many|other)$/;
const PLACE = /\{(\w+)\}/g;
const DIGEST_LENGTH = 8;

/** Console texts are in English alone. */
const ENGLISH_ONLY = /^console\./;

/**
 * @param {Pick<Language, "ui" | "kratos">} language
 * @returns {Texts} without those that are not written yet
 */
export function toTexts({ ui, kratos }) {
  /** @type {Texts} */
  const texts = new Map();
  const all = [...Object.entries(ui), ...Object.entries(kratos).map(([id, text]) => [`kratos.${id}`, text])];
  for (const [name = "", text = ""] of all) {
    if (text === "" || ENGLISH_ONLY.test(name)) continue;
    const form = FORM.exec(name)?.[1] ?? "";
    const key = name.replace(FORM, "");
    texts.set(key, { ...texts.get(key), [form]: text });
  }
  return texts;
}

/**
 * The names of a text's places, each once. A value may stand in quotation marks of the language's own, and minutes may
 * be rounded: those are the same place.
 * @param {string} text
 */
export function toPlaces(text) {
  const names = [...text.matchAll(PLACE)].map(([, name = ""]) => name.replace(/_(quoted|rounded)$/, ""));
  return new Set(names);
}

/** @param {string} text */
export function withoutPlaces(text) {
  return text.replaceAll(PLACE, "");
}

/** Stands for the English of a key: another digest, another sentence. @param {Record<string, string>} forms */
export function toDigest(forms) {
  const ordered = Object.entries(forms).sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(ordered)).digest("hex").slice(0, DIGEST_LENGTH);
}

/** The form that says most: the only one, or the one for any number. @param {Record<string, string>} forms */
export function toMain(forms) {
  return forms[""] ?? forms.other ?? Object.values(forms)[0] ?? "";
}
