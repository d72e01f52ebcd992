/** Further Foyer processes beside a stack's own: other upstream addresses, other clocks, several instances. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { prepareFoyerProcess } from "../../stack/foyer-process.mjs";
import { openProcessGroup } from "../../stack/processes.mjs";
import type { Stack } from "./test";

export interface Foyer {
  /** Where this process listens; its public URL stays the stack's. */
  url: string;
  pid: () => number;
  stop: () => Promise<void>;
  /** Ends the process at once, in the middle of whatever it does, and starts it again. */
  killAndStart: () => Promise<void>;
}

/**
 * Starts Foyer against a stack's servers, on a free port.
 * @param env laid over what the stack's own Foyer gets
 */
export async function startFoyer(stack: Stack, env: Record<string, string> = {}): Promise<Foyer> {
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const processes = openProcessGroup({});
  const spec = await prepareFoyerProcess({
    dir: stack.dir,
    urls: { ...stack.urls, foyer: url },
    port,
    cookieSecret: "of-every-further-instance-0123456789abcdef",
    overrides: { FOYER_PUBLIC_URL: stack.urls.foyer, ...env },
  });
  let running = await processes.start(spec);
  return {
    url,
    pid: () => running.pid,
    async stop() {
      await running.stop();
      await processes.close();
    },
    async killAndStart() {
      process.kill(running.pid, "SIGKILL");
      await running.stop();
      running = await processes.start(spec);
    },
  };
}

/** Runs with a Foyer of its own, which is ended whatever happens. */
export async function withFoyer(
  stack: Stack,
  env: Record<string, string>,
  run: (foyer: Foyer) => Promise<void>,
): Promise<void> {
  const foyer = await startFoyer(stack, env);
  try {
    await run(foyer);
  } finally {
    await foyer.stop();
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
