// @ts-check
/** `npm run build`: assets first (pages name them by content hash), then Next. */
import { spawnSync } from "node:child_process";
import { buildAssets } from "./build-assets.mjs";

await buildAssets();
const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
  stdio: "inherit",
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
});
process.exit(status ?? 1);
