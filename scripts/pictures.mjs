// @ts-check
// `npm run pictures -- [name …]`: takes the documents' pictures of a stack with the demo's people, apps and mail. Without
// names all of them; each is a line of scripts/lib/pictures/table.mjs.

import { log, logError } from "./lib/progress.mjs";
import { setUp } from "./lib/setup.mjs";

try {
  await setUp(["kratos", "hydra"], log);
  const { takePictures } = await import("./lib/pictures/take.mjs");
  const names = process.argv.slice(2);
  for (const { file, bytes } of await takePictures(names, log)) console.log(`${file}  ${bytes} B`);
  process.exit(0);
} catch (error) {
  logError(error);
  process.exit(1);
}
