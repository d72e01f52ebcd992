/** What a console page is drawn with, whatever it shows. */

import type { ConsoleChrome } from "@/lib/console/context";
import { getEnglish } from "@/lib/i18n/languages";

export const CONSOLE_CHROME: ConsoleChrome = {
  locale: "en",
  dir: "ltr",
  t: getEnglish(),
  productName: "Foyer console",
  assets: { stylesheet: "/a.css", script: "/a.js" },
  basePath: "",
  consolePath: "/console",
  places: [],
};
