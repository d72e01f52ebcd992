/** Paths of the stylesheet and the script, by content hash; written by `scripts/build-assets.mjs`. */

import manifest from "./asset-manifest.json";

export function getAssets(basePath: string): { stylesheet: string; script: string } {
  return { stylesheet: basePath + manifest.stylesheet, script: basePath + manifest.script };
}
