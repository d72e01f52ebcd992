/** Knows which connections are open, and on which of them somebody waits for an answer. */

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

export interface Connections {
  /** Whether nobody waits for an answer. */
  areIdle(): boolean;
  /** Ends those on which nothing was sent yet: browsers open them beforehand, and no request is lost with one. */
  closeUnused(): void;
  closeAll(): void;
}

/** @param server that takes none yet */
export function watchConnections(server: Server): Connections {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  const unanswered = new Map<Socket, number>();
  const count = (socket: Socket, more: number) => {
    const before = unanswered.get(socket);
    if (before !== undefined) unanswered.set(socket, before + more);
  };
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (!unanswered.has(socket)) {
      unanswered.set(socket, 0);
      socket.once("close", () => unanswered.delete(socket));
    }
    count(socket, 1);
    response.once("close", () => count(socket, -1));
  });
  return {
    areIdle: () => [...unanswered.values()].every((number) => number === 0),
    closeUnused() {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    },
    closeAll() {
      for (const socket of open) socket.destroy();
    },
  };
}
