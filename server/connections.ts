/** Knows which connections are open, and on which of them somebody waits for an answer. */

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

export interface Connections {
  /** Whether nobody waits for an answer. */
  areIdle(): boolean;
  /** How many were taken until now. */
  countTaken(): number;
  /** Ends those on which nothing was sent for so long, in milliseconds: browsers open them beforehand, and no request is lost with one. */
  closeUnused(limitMs: number): void;
  /** Ends those whose request has not been sent whole, and of which nothing has come for so long, in milliseconds. */
  closeStalled(limitMs: number): void;
  closeAll(): void;
}

/** @param server that takes none yet */
export function watchConnections(server: Server): Connections {
  /** With when it was taken. */
  const open = new Map<Socket, number>();
  let taken = 0;
  server.on("connection", (socket: Socket) => {
    taken += 1;
    open.set(socket, performance.now());
    socket.once("close", () => open.delete(socket));
  });
  const unanswered = new Map<Socket, Set<IncomingMessage>>();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const requests = unanswered.get(socket) ?? new Set();
    if (!unanswered.has(socket)) {
      unanswered.set(socket, requests);
      socket.once("close", () => unanswered.delete(socket));
    }
    requests.add(request);
    response.once("close", () => requests.delete(request));
  });
  /** How much had come of a request's connection, and since when it has been no more. */
  const seen = new WeakMap<Socket, { bytes: number; since: number }>();
  return {
    countTaken: () => taken,
    areIdle: () => [...unanswered.values()].every(({ size }) => size === 0),
    closeStalled(limitMs) {
      for (const [socket, requests] of unanswered) {
        const last = seen.get(socket);
        if (![...requests].some(waitsForMore)) seen.delete(socket);
        else if (last?.bytes !== socket.bytesRead)
          seen.set(socket, { bytes: socket.bytesRead, since: performance.now() });
        else if (performance.now() - last.since >= limitMs) socket.destroy();
      }
    },
    closeUnused(limitMs) {
      const until = performance.now() - limitMs;
      for (const [socket, since] of open) if (socket.bytesRead === 0 && since <= until) socket.destroy();
    },
    closeAll() {
      for (const socket of open.keys()) socket.destroy();
    },
  };
}

/** Node takes no more of a body once so much of it waits to be read: that nothing comes then is not the client's doing. */
function waitsForMore({ complete, readableLength, readableHighWaterMark }: IncomingMessage): boolean {
  return !complete && readableLength < readableHighWaterMark;
}
