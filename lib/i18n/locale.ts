/** Chooses the page's language from what the person, their account, the app and the browser ask for. */

import Negotiator from "negotiator";
import { findRelated, findSame } from "./match";

/** Longest list of languages that is looked at, in characters, and how many of its entries. */
const MAX_HEADER = 1000;
const MAX_TAGS = 20;

/** A language tag: letters, digits, hyphens, nothing that could break a header or a path (threat V3). */
const TAG = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

/** What each side asks for; tags in a list are separated by spaces, as in `ui_locales`. */
export interface Wishes {
  /** The person's own choice, from the chooser's cookie. */
  chosen?: string | null;
  /** A trait of the signed-in identity. */
  trait?: string | null;
  /** The app's request. */
  uiLocales?: string | null;
  /** The browser's header. */
  acceptLanguage?: string | null;
}

/** Which languages a page may be in, as BCP 47 tags. */
export interface Offer {
  /** Negotiated, and listed in the chooser. */
  offered: readonly string[];
  /** The same and those that only a request by name finds: drafts, pseudo-languages. */
  all: readonly string[];
  /** Where nothing fits. */
  fallback: string;
}

/** How many lists of wishes are remembered, and how long one may be, in characters: browsers ask for the same few. */
const REMEMBERED = 500;
const MAX_REMEMBERED = 200;

const remembered = new WeakMap<Offer, Map<string, string>>();

/** The language that fits best; to find it takes a tenth of a page's work, so the latest answers are remembered. */
export function toLocale(wishes: Wishes, offer: Offer): string {
  const { chosen, trait, uiLocales, acceptLanguage } = wishes;
  const key = JSON.stringify([chosen, trait, uiLocales, acceptLanguage]);
  if (key.length > MAX_REMEMBERED) return findLocale(wishes, offer);
  const answers = remembered.get(offer) ?? new Map<string, string>();
  remembered.set(offer, answers);
  const answer = answers.get(key) ?? findLocale(wishes, offer);
  if (!answers.has(key) && answers.size >= REMEMBERED) {
    const [oldest = ""] = answers.keys();
    answers.delete(oldest);
  }
  answers.set(key, answer);
  return answer;
}

/**
 * The language that fits best. The first side that asks for one that is there decides: the person's choice, the
 * account's, the app's, the browser's. A related language (Russian for Kazakh) is taken only when no side asks for one
 * that is there.
 */
function findLocale({ chosen, trait, uiLocales, acceptLanguage }: Wishes, offer: Offer): string {
  const byName = [chosen, trait, uiLocales].map(toTags);
  const accepted = toAccepted(acceptLanguage);
  for (const tags of byName) {
    const found = findSame(tags, offer.all);
    if (found) return found;
  }
  return (
    findSame(accepted, offer.offered) ??
    findRelated([...byName.flat(), ...accepted], offer.offered) ??
    offer.fallback
  );
}

function toTags(list: string | null | undefined): string[] {
  if (!list || list.length > MAX_HEADER) return [];
  return list.split(" ").flatMap(toTag).slice(0, MAX_TAGS);
}

/** In the order of their `q`; what has none of it (`q=0`) is left out. @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4 */
function toAccepted(header: string | null | undefined): string[] {
  if (!header || header.length > MAX_HEADER) return [];
  const negotiator = new Negotiator({ headers: { "accept-language": header } });
  return negotiator.languages().flatMap(toTag).slice(0, MAX_TAGS);
}

/** The tag in its canonical form: `iw` is `he`, `zh-tw` is `zh-TW`. */
function toTag(text: string): string[] {
  if (!TAG.test(text)) return [];
  try {
    return Intl.getCanonicalLocales(text);
  } catch {
    return [];
  }
}
