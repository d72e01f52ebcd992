/** A stack's `FOYER_OAUTH2_CONFIG`. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes it into the stack's folder. @returns its path */
export function writeOAuth2Config(dir: string, config: unknown): string {
  const file = join(dir, "oauth2.json");
  writeFileSync(file, JSON.stringify(config));
  return file;
}
