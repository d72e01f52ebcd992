import { expect, it } from "vitest";
import { getEnglish } from "@/lib/i18n/languages";
import { toDuration } from "./duration";

it.each([
  [30, "minutes", 1],
  [90, "minutes", 2],
  [3600, "hours", 1],
  [90 * 60, "minutes", 90],
  [2 * 3600, "hours", 2],
  [23.5 * 3600, "days", 1],
  [36 * 3600, "hours", 36],
  [86_400, "days", 1],
  [30 * 86_400, "days", 30],
])("%i seconds are said in %s", (seconds, unit, count) => {
  expect(toDuration(seconds)).toEqual({ unit, count });
});

it.each([
  [1800, "Remember this for 30 minutes"],
  [3600, "Remember this for an hour"],
  [86_400, "Remember this for a day"],
  [30 * 86_400, "Remember this for 30 days"],
])("the consent page offers to remember %i seconds truthfully", (seconds, sentence) => {
  const { unit, count } = toDuration(seconds);
  expect(getEnglish()(`consent.remember.${unit}`, { count })).toBe(sentence);
});
