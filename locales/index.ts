/** The languages that ship, one folder each. Written by `node scripts/locales.mjs index`; not by hand. */

import type { Language } from "../lib/i18n/catalogue";

export const languages: Readonly<Record<string, Language>> = {
  en: {
    name: "English",
    state: "reviewed",
    load: () => Promise.all([import("./en/ui.json"), import("./en/kratos.json")]),
  },
  de: {
    name: "Deutsch",
    state: "draft",
    load: () => Promise.all([import("./de/ui.json"), import("./de/kratos.json")]),
  },
};
