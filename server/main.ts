/** `npm start`: the production server. */

import { fileURLToPath } from "node:url";
import { routes } from "virtual:routes";
import { getLogger, redact } from "@/lib/observe/log";
import { exitOnFailedStart, start } from "@/lib/process/start";
import { trustPeerHeader } from "@/lib/web/caller";
import { setPublicFolder } from "@/lib/web/public-folder";
import { loadRenderer } from "@/lib/web/render-document";
import { drainOnSignal } from "./drain";
import { listen } from "./listen";
import { createListener } from "./listener";
import { isCertificateKept, readServerCertificate, readServerOptions } from "./options";
import { createAnswerer } from "./production";
import { keepRenewed, LOOK_MS } from "./renewed-certificate";
import { toSites } from "./sites";

/**
 * A fault that nobody waits for must not sign everybody out: it is logged as an error, and the process goes on. No
 * state is kept half-written here; what people have is with Kratos and Hydra.
 */
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    const text = error instanceof Error ? redact(error.stack ?? error.message) : typeof error;
    getLogger().error({ event, error: text });
  });
}

const publicFolder = fileURLToPath(new URL("../public", import.meta.url));
setPublicFolder(publicFolder);

const { config, server } = await exitOnFailedStart(async () => {
  const options = readServerOptions(process.env);
  // While the start waits for Kratos: the first page would wait for it otherwise.
  const [config] = await Promise.all([start(process.env), loadRenderer()]);
  trustPeerHeader();
  const isHttps = config.publicUrl.origin.startsWith("https:");
  const answer = createAnswerer({ routes, publicFolder, isHttps });
  const server = createListener(options, { ...toSites(config), isHttps }, answer);
  await listen(server, options);
  getLogger().info({ event: "listening", port: options.port });
  if (options.tls && isCertificateKept(process.env)) {
    const look = keepRenewed(server, options.tls, () => readServerCertificate(process.env));
    look();
    setInterval(look, LOOK_MS).unref();
  }
  return { config, server };
});
drainOnSignal(server, { delayMs: config.drainDelayMs, longestMs: config.writeTimeoutMs });
