/** Says which languages pages may be in: those that passed the check, or those that the operator lists. */

import { DEFAULT_LOCALE } from "./english";
import { LANGUAGES } from "./languages";
import type { Offer } from "./locale";
import { isPseudo } from "./pseudo";

/**
 * @param listed the operator's, the first for whoever asks for none of them; empty for every language that is no draft
 * @param withPseudo whether the two that are made for tests can be asked for
 */
export function toOffer(listed: readonly string[], withPseudo: boolean): Offer {
  const there = Object.keys(LANGUAGES).filter((locale) => withPseudo || !isPseudo(locale));
  const offered = listed.length > 0 ? listed : there.filter((locale) => LANGUAGES[locale]?.state !== "draft");
  const drafts = listed.length > 0 ? there.filter(isPseudo) : there;
  return { offered, all: [...new Set([...offered, ...drafts])], fallback: offered[0] ?? DEFAULT_LOCALE };
}
