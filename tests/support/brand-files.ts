/** Writes the brand files of a test into the folder of its stack. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param dir the stack's folder
 * @param brands what each brand.json says, by the name of its folder; "." is everybody's
 * @returns the folder for FOYER_BRAND
 */
export function writeBrandFiles(dir: string, brands: Readonly<Record<string, object>>): string {
  const folder = join(dir, "brands");
  for (const [name, brand] of Object.entries(brands)) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "brand.json"), JSON.stringify(brand));
  }
  return folder;
}
