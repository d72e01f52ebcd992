// @ts-check
// A second version of Foyer: these sources with another colour and another script, built by the project's own build.

import { execFile } from "node:child_process";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { copyRepository } from "../../scripts/lib/copy-repository.mjs";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";

const execute = promisify(execFile);

/** What only the second version's pages have: in the stylesheet, and set by the script. */
export const OTHER_COLOR = "rgb(1, 2, 3)";
export const OTHER_RELEASE = "other";

/**
 * From a clean tree, as an image is: nothing of the build before is in it.
 * @returns {Promise<{ root: string, remove: () => Promise<void> }>}
 */
export async function makeOtherBuild() {
  const { path: root, remove } = makeTemporaryFolder("other-build");
  try {
    await copyRepository(root);
    await appendFile(join(root, "styles", "main.css"), `\nbody { outline-color: ${OTHER_COLOR}; }\n`);
    const statement = `document.documentElement.dataset.release = ${JSON.stringify(OTHER_RELEASE)};`;
    await appendFile(join(root, "client", "main.ts"), `\n${statement}\n`);
    await execute(process.execPath, ["scripts/build.mjs"], { cwd: root, maxBuffer: 16 * 1024 * 1024 });
    return { root, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
