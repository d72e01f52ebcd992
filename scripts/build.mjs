// @ts-check
/**
 * `npm run build`: assets first (pages name them by content hash), then the programs in `dist/`. With `--next`, the
 * framework's own build too, for platforms that run the routes by themselves (Vercel).
 */
import { buildAssets } from "./build-assets.mjs";
import { buildServer } from "./build-server.mjs";
import { runOrFail } from "./lib/run.mjs";

await buildAssets();
await buildServer();
if (process.argv.includes("--next")) {
  const env = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
  await runOrFail(process.execPath, ["node_modules/next/dist/bin/next", "build"], env);
}
