/** Unit tests read the names of the built stylesheets and scripts: in a fresh clone these are built first. */

import { existsSync } from "node:fs";
import { buildAssets } from "../../scripts/build-assets.mjs";

export async function setup(): Promise<void> {
  if (!existsSync(new URL("../../lib/web/asset-manifest.json", import.meta.url))) await buildAssets();
}
