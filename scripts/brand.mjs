// @ts-check
// `npm run brand -- FILE [folder]`: checks a brand file, takes pictures of the main pages with it, and leaves a preview
// running until Ctrl-C. Real servers with nobody's data; without `folder` the pictures go to a temporary one.

import { existsSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { log, logError } from "./lib/progress.mjs";
import { REPOSITORY, run } from "./lib/run.mjs";
import { setUp } from "./lib/setup.mjs";

const [file, folder] = process.argv.slice(2);
try {
  if (!file) throw new Error("Usage: npm run brand -- FILE [folder for pictures]");
  if (!existsSync(file))
    throw new Error(`There is no ${resolve(file)}: name a brand file, or the folder of one.`);
  const brand = resolve(file);
  await setUp(["kratos", "hydra"], log);
  if ((await run(process.execPath, [join(REPOSITORY, "dist", "brand.mjs"), brand])) !== 0) process.exit(1);
  const { startStack } = await import("../stack/manager.mjs");
  const stack = await startStack({ ephemeral: true, foyerEnv: { FOYER_BRAND: brand }, log });
  const stopped = new Promise((end) => process.once("SIGINT", end).once("SIGTERM", end));
  const pictures = folder ? resolve(folder) : await mkdtemp(join(tmpdir(), "foyer-brand-"));
  await mkdir(pictures, { recursive: true });
  const { takePictures } = await import("./lib/brand-pictures.mjs");
  const names = await takePictures(stack, pictures);
  console.log(`\n${names.length} pictures in ${pictures}`);
  const { email, password } = stack.demoAccounts[0] ?? {};
  console.log(`Preview: ${stack.urls.foyer}/login, or by an app: ${stack.urls.relyingParty}`);
  console.log(`Account: ${email}  ${password}\nCtrl-C ends it.`);
  await stopped;
  await stack.stop();
  process.exit(0);
} catch (error) {
  logError(error);
  process.exit(1);
}
