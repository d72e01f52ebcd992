/** Space-separated lists of an authorization request, as a stranger may write them into the address. */

import { expect, it } from "vitest";
import { requestUrl } from "@/tests/unit/oauth2";
import { parseRequestUrl } from "./request-url";

const LISTS = [
  ["acr_values", "acrValues"],
  ["ui_locales", "uiLocales"],
] as const;

it.each(LISTS)("V3: a word of %s with a control character is left out", (name, key) => {
  const words = ["one", "t\u0000wo", "thr\u001bee", "fo\u007fur", "fi\r\nve", "six"].join(" ");
  expect(parseRequestUrl(requestUrl({ [name]: words }))[key]).toEqual(["one", "six"]);
});

it.each(LISTS)("V4: of %s a hundred words are read, each once", (name, key) => {
  const many = Array.from({ length: 3000 }, (_, index) => `w${index % 1500}`).join(" ");
  const read = parseRequestUrl(requestUrl({ [name]: many }))[key];
  expect(read).toEqual(Array.from({ length: 100 }, (_, index) => `w${index}`));
});
