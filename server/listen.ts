/** Opens the port; where that fails, says which variable has to change. */

import { once } from "node:events";
import type { Server } from "node:http";
import type { ServerOptions } from "./options";

/** What can be done, by Node's code of the error. */
const REASONS: Readonly<Record<string, (options: Pick<ServerOptions, "host" | "port">) => string>> = {
  EADDRINUSE: ({ port }) => `PORT=${port} is taken: end the process that listens there, or give another port`,
  EACCES: ({ port }) => `PORT=${port} may not be opened by this user: give one from 1024 on`,
  EADDRNOTAVAIL: toHostReason,
  ENOTFOUND: toHostReason,
  EAI_AGAIN: toHostReason,
};

/** @throws Error that names HOST or PORT, with Node's own error as its cause */
export async function listen(server: Server, options: Pick<ServerOptions, "host" | "port">): Promise<void> {
  server.listen(options.port, options.host);
  try {
    await once(server, "listening");
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code]?.(options);
    throw reason ? new Error(`${reason} (${message})`, { cause: error }) : error;
  }
}

function toHostReason({ host }: Pick<ServerOptions, "host">): string {
  return `HOST=${host} is no address of this machine: give one, such as 0.0.0.0, 127.0.0.1 or :: (without brackets)`;
}
