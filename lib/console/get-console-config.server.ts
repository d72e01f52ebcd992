/** The console's configuration, for code that is reached only where it is on. */

import { getConfig } from "@/lib/config/config";
import type { ConsoleConfig } from "./config";

/** @throws Error when the console is off: nothing calls it then */
export function getConsoleConfig(): ConsoleConfig {
  const { console } = getConfig();
  if (!console) throw new Error("The console is off.");
  return console;
}
