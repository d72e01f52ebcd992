/** English: the language every other falls back to, so it is always there. */

import kratos from "../../locales/en/kratos.json" with { type: "json" };
import ui from "../../locales/en/ui.json" with { type: "json" };
import type { Catalogue } from "./catalogue";
import type { TextKey } from "./keys";

export const DEFAULT_LOCALE = "en";

export const ENGLISH: Catalogue = { ui, kratos };

/** Whether there are words for a key that was put together from what Kratos sent. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(ui, key) || Object.hasOwn(ui, `${key}_other`);
}
