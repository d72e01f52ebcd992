/**
 * Kratos' English in plain words: what is asked for, and what to do next. Off unless an operator asks for it
 * (FOYER_PLAIN_ENGLISH), because tests written for Ory's reference UI look for Kratos' own sentences (docs/automation.md).
 */

import plain from "../../locales/en/plain.json" with { type: "json" };
import { DEFAULT_LOCALE } from "./english";
import type { Overrides } from "./languages";
import { withOwnSentences } from "./own-sentences";

type Texts = Readonly<Record<string, Overrides>>;

/** An operator's own sentences, which count before the plain ones. */
export function withPlainEnglish(texts: Texts): Texts {
  const own = texts[DEFAULT_LOCALE];
  return { ...texts, [DEFAULT_LOCALE]: { ...own, kratos: withOwnSentences(plain, own?.kratos) } };
}
