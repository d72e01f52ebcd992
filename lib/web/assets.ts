/** Paths of the stylesheets and the scripts, by content hash; written by `scripts/build-assets.mjs`. */

import manifest from "./asset-manifest.json";

export type AssetPaths = Record<keyof typeof manifest, string>;

/** @param basePath what comes before `/assets` in every address */
export function getAssets(basePath: string): AssetPaths {
  return {
    stylesheet: basePath + manifest.stylesheet,
    script: basePath + manifest.script,
    askingScript: basePath + manifest.askingScript,
    captchaScript: basePath + manifest.captchaScript,
    consoleStylesheet: basePath + manifest.consoleStylesheet,
    consoleScript: basePath + manifest.consoleScript,
  };
}
