/** English: the language every other falls back to, so it is always there. */

import kratos from "../../locales/en/kratos.json" with { type: "json" };
import ui from "../../locales/en/ui.json" with { type: "json" };
import type { Catalogue } from "./catalogue";
import type { PlainKey } from "./keys";

export const DEFAULT_LOCALE = "en";

export const ENGLISH: Catalogue = { ui, kratos };

/** Whether there are words, that need no number, for a key that was put together from what Kratos sent. */
export function isPlainKey(key: string): key is PlainKey {
  return Object.hasOwn(ui, key);
}
