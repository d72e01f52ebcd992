/** Puts sentences of one's own in the place of those of a catalogue. */

import { PLURAL_FORM, type Sentences } from "./catalogue";

/** A sentence without plural forms takes the place of all forms: those would be looked for first. */
export function withOwnSentences(all: Sentences = {}, own: Sentences = {}): Sentences {
  const isLeft = ([key]: [string, string]) => !Object.hasOwn(own, key.replace(PLURAL_FORM, ""));
  return { ...Object.fromEntries(Object.entries(all).filter(isLeft)), ...own };
}
