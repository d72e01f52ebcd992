/** Words for tests that ask only which words are said. */

import type { OpenKey } from "../../lib/i18n/keys";
import type { TextValues, Translate } from "../../lib/i18n/translate";

/**
 * Says every text by `say`, `<key>` by default.
 * @param hasWords whether a method or scope that somebody else named has words; all have by default
 */
export function toTestTranslate(
  say: (key: string, values?: TextValues) => string = (key) => `<${key}>`,
  hasWords: (key: OpenKey) => boolean = () => true,
): Translate {
  return Object.assign((key: string, values?: TextValues) => say(key, values), {
    isEnglish: false,
    find: (key: OpenKey) => (hasWords(key) ? say(key) : undefined),
    kratos: () => undefined,
    title: (text: string) => text,
    or: (items: readonly string[]) => items.join(" | "),
    sent: (text: string) => text,
  });
}
