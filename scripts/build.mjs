// @ts-check
/** `npm run build`: assets first (pages name them by content hash), then Next, then the config doctor. */
import { spawnSync } from "node:child_process";
import { buildAssets } from "./build-assets.mjs";
import { buildDoctor } from "./build-doctor.mjs";

await buildAssets();
const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
  stdio: "inherit",
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
});
if (status !== 0) process.exit(status ?? 1);
await buildDoctor();
