/** A page's surroundings for tests: English words, assets by name. */

import type { Chrome } from "@/lib/chrome";
import { getEnglish } from "@/lib/i18n/languages";

export function toTestChrome(changes: Partial<Chrome> = {}): Chrome {
  return {
    locale: "en",
    dir: "ltr",
    t: getEnglish(),
    productName: "Harbour",
    assets: { stylesheet: "/assets/foyer.css", script: "/assets/foyer.js" },
    basePath: "",
    ...changes,
  };
}

export const SIGNED_IN = {
  label: "Ada Lovelace",
  email: "ada@example.org",
  logoutPath: "/logout?token=t",
  hasApps: true,
};
