/** A server that speaks as much of Redis' protocol as a client's handshake needs, and has the faults of a real one. */

import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/**
 * - `silent` takes commands and answers none
 * - `loading` reads its data still, and says so
 * - `replica` takes no writes
 * - `stranger` knows another password
 */
export type RedisMood = "well" | "silent" | "loading" | "replica" | "stranger";

export class StubRedis {
  /** Of connections from now on, and of those that are there. */
  mood: RedisMood = "well";
  /** How many connections there have been. */
  connections = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  static async start(): Promise<StubRedis> {
    const stub = new StubRedis();
    await new Promise<void>((resolve) => stub.#server.listen(0, "127.0.0.1", resolve));
    return stub;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  stop(): void {
    this.hangUp();
    this.#server.close();
  }

  #serve(socket: Socket): void {
    this.connections += 1;
    this.#sockets.add(socket.on("error", () => undefined));
    const mood = this.mood;
    let waiting = "";
    socket.setEncoding("latin1").on("data", (text) => {
      const { commands, rest } = toCommands(waiting + text);
      waiting = rest;
      // A replica stays one for whoever is connected to it; its name leads elsewhere by now.
      const now = mood === "replica" ? mood : this.mood;
      for (const command of commands) if (now !== "silent") socket.write(toReply(command, now));
    });
  }
}

/** The names of whole commands (arrays of bulk strings), and what is not whole yet. */
function toCommands(text: string): { commands: string[]; rest: string } {
  const commands: string[] = [];
  let rest = text;
  for (;;) {
    const count = Number(/^\*(\d+)\r\n/.exec(rest)?.[1] ?? Number.NaN);
    const whole = new RegExp(`^\\*\\d+\\r\\n(?:\\$\\d+\\r\\n[^\\r]*\\r\\n){${count || 1}}`).exec(rest)?.[0];
    if (whole === undefined) return { commands, rest };
    commands.push((whole.split("\r\n")[2] ?? "").toLowerCase());
    rest = rest.slice(whole.length);
  }
}

function toReply(command: string, mood: RedisMood): string {
  if (command === "hello") return "-ERR unknown command 'HELLO'\r\n";
  if (mood === "stranger") return "-WRONGPASS invalid username-password pair or user is disabled.\r\n";
  if (command === "client" || command === "auth") return "+OK\r\n";
  if (command === "ping") return "+PONG\r\n";
  if (command === "info") {
    const isLoading = mood === "loading";
    const text = isLoading ? "loading:1\r\nloading_eta_seconds:300\r\n" : "loading:0\r\n";
    return `$${text.length}\r\n${text}\r\n`;
  }
  return mood === "replica" ? "-READONLY You can't write against a read only replica.\r\n" : "+OK\r\n";
}
