// @ts-check
// `npm run doctor`: checks the configuration of Foyer, Kratos and Hydra against each other. `--read-only` writes nothing.

import { fileURLToPath } from "node:url";

const BUNDLE = new URL("../.next/doctor.mjs", import.meta.url);

const { main } = await import(fileURLToPath(BUNDLE)).catch((cause) => {
  throw new Error("Foyer has not been built: npm run build", { cause });
});
process.exitCode = await main(process.argv.slice(2), process.env);
