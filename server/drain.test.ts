import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { holdEnd } from "@/lib/process/shutdown";
import { drainOnSignal } from "./drain";

/** No limit of a request's is near it: what ends sooner did not wait for one. */
const SOON_MS = 5000;

const STALLED_MS = 600;

let server: Server;
let answer: (() => void) | undefined;
const exited = vi.fn();

beforeEach(async () => {
  vi.spyOn(process, "exit").mockImplementation(exited as never);
  exited.mockReset();
  answer = undefined;
  Reflect.deleteProperty(globalThis, Symbol.for("foyer.shutdown"));
  server = createServer((_request, response) => {
    answer = () => response.end("whole");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  drainOnSignal(server, { delayMs: 0, stalledMs: STALLED_MS });
});

afterEach(async () => {
  server.closeAllConnections();
  await vi.waitFor(() => expect(exited).toHaveBeenLastCalledWith(0), SOON_MS);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.removeAllListeners(signal);
  vi.restoreAllMocks();
});

async function open(sent: string) {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const accepted = once(server, "connection");
  let received = "";
  socket.on("data", (bytes) => {
    received += bytes.toString();
  });
  await accepted;
  if (sent) await new Promise((written) => socket.write(sent, written));
  return { socket, received: () => received };
}

const hasExited = (...code: number[]) =>
  vi.waitFor(() => expect(exited.mock.calls).toEqual(code.map((one) => [one])), SOON_MS);

it.each([
  ["nothing", ""],
  ["half a request", "GET / HTTP/1.1\r\nHost: a\r\n"],
])("a connection on which %s was sent holds up no end", async (_what, sent) => {
  await open(sent);
  process.emit("SIGTERM");
  await hasExited(0);
});

it("a request that runs is answered, whatever other connections are open", async () => {
  const running = await open("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await open("");
  await vi.waitFor(() => expect(answer).toBeDefined());
  process.emit("SIGTERM");
  await vi.waitFor(() => expect(server.listening).toBe(false));
  expect(exited).not.toHaveBeenCalled();
  answer?.();
  await hasExited(0);
  expect(running.received()).toContain("whole");
});

it("connections that wait to be taken when it ends are answered", async () => {
  server.on("request", (_request, response) => response.end("whole"));
  const { port } = server.address() as AddressInfo;
  const waiting = Array.from({ length: 100 }, () => connect(port, "127.0.0.1"));
  const answers = waiting.map(async (socket) => {
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const [bytes] = await once(socket, "data");
    return String(bytes);
  });
  process.emit("SIGTERM");
  for (const received of await Promise.all(answers)) expect(received).toContain("whole");
  await hasExited(0);
});

it("a body that goes on is waited for, and one that has stopped is not", async () => {
  let length = 0;
  server.on("request", (request, response) => {
    request.on("data", (bytes: Buffer) => {
      length += bytes.length;
    });
    request.on("end", () => response.end("whole"));
  });
  let left = 20;
  const head = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${left}\r\n\r\n`;
  const [going, stopped] = [await open(head), await open(`${head}half`)];
  await vi.waitFor(() => expect(length).toBe(4));
  process.emit("SIGTERM");
  const ended = once(stopped.socket, "close");
  // No more than was announced: a connection that is ended with bytes unread is reset.
  const sending = setInterval(() => left-- > 0 && going.socket.write("."), STALLED_MS / 12);
  try {
    await ended;
    await vi.waitFor(() => expect(going.received()).toContain("whole"), SOON_MS);
  } finally {
    clearInterval(sending);
  }
  await hasExited(0);
});

it("a body is waited for whose handler does not read it yet", async () => {
  const length = 4_000_000;
  let read = () => {};
  const isToBeRead = new Promise<void>((resolve) => {
    read = resolve;
  });
  server.on("request", (request, response) => {
    request.on("end", () => response.end("whole"));
    void isToBeRead.then(() => request.resume());
  });
  const waiting = await open(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`);
  waiting.socket.write(Buffer.alloc(length));
  const stopped = await open("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\nhalf");
  await vi.waitFor(() => expect(answer).toBeDefined());
  process.emit("SIGTERM");
  await once(stopped.socket, "close");
  read();
  await vi.waitFor(() => expect(waiting.received()).toContain("whole"), SOON_MS);
  await hasExited(0);
});

it("work behind no request is waited for, as a request is", async () => {
  let endWork: (() => void) | undefined;
  holdEnd(
    new Promise((end) => {
      endWork = end;
    }),
  );
  const closed = once(server, "close");
  process.emit("SIGTERM");
  await closed;
  await new Promise(setImmediate);
  expect(exited).not.toHaveBeenCalled();
  endWork?.();
  await hasExited(0);
});

it("a second signal ends it at once, also another one", async () => {
  await open("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await vi.waitFor(() => expect(answer).toBeDefined());
  process.emit("SIGTERM");
  expect(exited).not.toHaveBeenCalled();
  process.emit("SIGINT");
  expect(exited.mock.calls).toEqual([[1]]);
});
