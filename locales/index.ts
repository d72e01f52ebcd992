/** The shipped languages: one folder a language, listed here and nowhere else. */

import enKratos from "./en/kratos.json";
import enUi from "./en/ui.json";

export interface Catalogue {
  /** Pages' words by dotted key. */
  ui: Readonly<Record<string, string>>;
  /** Kratos' messages by numeric id. */
  kratos: Readonly<Record<string, string>>;
}

export const catalogues = {
  en: { ui: enUi, kratos: enKratos },
} satisfies Record<string, Catalogue>;
