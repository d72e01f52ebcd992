/** A page's loaded for tests: English words, assets by name. */

import { getEnglish } from "../../../lib/i18n/languages";
import type { PageContext } from "../../../lib/page-context";
import { PLAIN_BRAND } from "./brand";

export function toTestContext(changes: Partial<PageContext> = {}): PageContext {
  return {
    locale: "en",
    dir: "ltr",
    t: getEnglish(),
    productName: "Harbour",
    brand: PLAIN_BRAND,
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
