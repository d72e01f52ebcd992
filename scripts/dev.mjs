// @ts-check
/** `npm run dev`: the same server with reloading, for people who change Foyer. */
import { buildAssets } from "./build-assets.mjs";
import { serve } from "./serve.mjs";

await buildAssets();
await serve({ isDevelopment: true });
