/** `npm run dev`: the same server around Next's own, which reloads what changes. */

import type { ServerResponse } from "node:http";
import { exitOnFailedStart, start } from "@/lib/process/start";
import { trustPeerHeader } from "@/lib/web/caller";
import { drainOnSignal } from "./drain";
import { listen } from "./listen";
import { createListener } from "./listener";
import { readServerOptions } from "./options";
import { toSites } from "./sites";

const { config, options } = await exitOnFailedStart(async () => {
  const options = readServerOptions(process.env);
  return { options, config: await start(process.env) };
});
trustPeerHeader();
const { default: next } = await import("next");
const app = next({ dev: true, dir: process.cwd(), hostname: options.host, port: options.port });
await app.prepare();
const handle = app.getRequestHandler();
const isHttps = config.publicUrl.origin.startsWith("https:");
const server = createListener(
  options,
  { ...toSites(config), isHttps, isDevelopment: true },
  (request, response) => {
    keepSingleHeaders(response);
    void handle(request, response);
  },
);
await listen(server, options);
process.stdout.write(`Foyer listens on port ${options.port}\n`);
drainOnSignal(server, { delayMs: 0 });

/**
 * Next sets each header of a route handler's answer as a list, also its content type; its own compression then
 * takes the page for something that cannot be compressed (next 16.4.5, server/base-http/node).
 */
function keepSingleHeaders(response: ServerResponse): void {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    set(name, Array.isArray(value) && value.length === 1 && value[0] !== undefined ? value[0] : value);
}
