/** What a console page is drawn with, whatever it shows. */

import type { ConsoleChrome } from "@/lib/console/context";
import { getEnglish } from "@/lib/i18n/languages";
import { PLAIN_BRAND } from "./brand";

export const CONSOLE_CHROME: ConsoleChrome = {
  locale: "en",
  dir: "ltr",
  t: getEnglish(),
  productName: "Foyer console",
  brand: PLAIN_BRAND,
  assets: { stylesheet: "/a.css", script: "/a.js" },
  basePath: "",
  consolePath: "/console",
  places: [],
};
