/** A connection that asks for much at once, or does not read what it asked for; over real sockets. */

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { connect, type Socket } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { createListener } from "./listener";
import { boundReading } from "./slow-clients";

/** Requests that may wait on a connection (server/slow-clients.ts). */
const WAITING_LIMIT = 32;

const site = { host: "localhost", basePath: "" };
const closers: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const close of closers.splice(0)) close();
});

async function open(server: ReturnType<typeof createServer>) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = connect(port, "127.0.0.1");
  client.on("error", () => undefined);
  closers.push(
    () => client.destroy(),
    () => server.close(),
  );
  return client;
}

it("P18: requests that come in one packet are run one by one, and answered in their order", async () => {
  const [asked, most] = [
    Array.from({ length: WAITING_LIMIT }, (_, index) => `/${index}`),
    { running: 0, atOnce: 0 },
  ];
  const server = createListener({}, { site, isHttps: false }, (request, response) => {
    most.running += 1;
    most.atOnce = Math.max(most.atOnce, most.running);
    setImmediate(() => {
      most.running -= 1;
      response.end(`answer to ${request.url};`);
    });
  });
  const client = await open(server);
  let answers = "";
  client.on("data", (chunk) => {
    answers += String(chunk);
  });
  const last = asked.length - 1;
  const toRequest = (path: string, index: number) =>
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${index === last ? "Connection: close\r\n" : ""}\r\n`;
  client.write(asked.map(toRequest).join(""));
  await once(client, "close");
  expect(most.atOnce).toBe(1);
  expect(answers.match(/(?<=answer to )[^;]+/g)).toEqual(asked);
});

it("P18: a connection that asks for more than a few in advance is cut off, and forgotten", async () => {
  let seen = 0;
  const server = createListener({}, { site, isHttps: false }, () => undefined);
  server.on("request", () => {
    seen += 1;
  });
  const client = await open(server);
  const [socket] = await Promise.all([
    once(server, "connection").then(([one]) => one as Socket),
    client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(200_000)),
  ]);
  await once(socket, "close");
  // What had come in the packets that were read by then; of 200,000 that were sent.
  expect(seen).toBeLessThan(5000);
});

it("P18: a connection may ask as often as it likes, one after another", async () => {
  const server = createListener({}, { site, isHttps: false }, (_request, response) => void response.end("."));
  const client = await open(server);
  for (let asked = 0; asked < WAITING_LIMIT * 3; asked += 1) {
    client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await once(client, "data");
  }
  expect(client.destroyed).toBe(false);
});

it.each([
  ["that is read", (request: IncomingMessage) => void request.resume()],
  ["that nobody reads", () => undefined],
])("P16: a body in crumbs %s is cut off, and no part of it passes for the whole", async (_, take) => {
  const whole: string[] = [];
  const server = createListener({}, { site, isHttps: false }, (request) => {
    request.on("end", () => whole.push("end"));
    take(request);
  });
  const client = await open(server);
  const chunks = "1\r\na\r\n".repeat(4000);
  const [[socket], [request]] = (await Promise.all([
    once(server, "connection"),
    once(server, "request"),
    client.write(
      `POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`,
    ),
  ])) as [[Socket], [IncomingMessage], boolean];
  await once(socket, "close");
  expect([whole, request.complete && request.readableEnded]).toEqual([[], false]);
  expect(request.readableLength).toBeLessThan(1100);
});

it("P16: a body of many pieces that are no crumbs is taken whole", async () => {
  const server = createListener({}, { site, isHttps: false }, (request, response) => {
    let size = 0;
    request.on("data", (piece: Buffer) => {
      size += piece.length;
    });
    request.on("end", () => response.end(`${size} bytes`));
  });
  const client = await open(server);
  const chunks = `80\r\n${"a".repeat(128)}\r\n`.repeat(4000);
  client.write(
    `POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n${"1\r\na\r\n".repeat(900)}${chunks}0\r\n\r\n`,
  );
  const [answer] = await once(client, "data");
  expect(String(answer)).toContain(`${900 + 128 * 4000} bytes`);
});

/** A request of which so much of a body of 8 MB has come, and its time to come was over once. */
async function openLate(arrived: number) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let bytes = 0;
  let ended = false;
  const server = createListener({}, { site, isHttps: false }, (request, response) => {
    request.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes === arrived) server.emit("arrived");
    });
    request.on("end", () => {
      ended = true;
      response.end("taken");
    });
  });
  const client = await open(server);
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${8 * 1024 * 1024}\r\n\r\n`;
  const [[socket]] = await Promise.all([
    once(server, "connection"),
    once(server, "arrived"),
    client.write(Buffer.concat([Buffer.from(head), Buffer.alloc(arrived, "a")])),
  ]);
  vi.advanceTimersByTime(31_000);
  return { client, isCutOff: () => (socket as Socket).destroyed, isWhole: () => ended };
}

it("P16: a body is waited for as long as it comes, and cut off where it stops", async () => {
  const slow = await openLate(4 * 1024 * 1024);
  expect(slow.isCutOff()).toBe(false);
  slow.client.write(Buffer.alloc(4 * 1024 * 1024, "a"));
  const [answer] = await once(slow.client, "data");
  expect(String(answer)).toContain("taken");
  expect(slow.isWhole()).toBe(true);

  const stopped = await openLate(64 * 1024);
  expect(stopped.isCutOff()).toBe(false);
  vi.advanceTimersByTime(2000);
  expect(stopped.isCutOff()).toBe(true);
  expect((await openLate(10)).isCutOff()).toBe(true);
});

it("P16: a body that is there keeps its answer waiting as long as that takes, read or not", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let answer = () => {};
  const server = createListener({}, { site, isHttps: false }, (request, response) => {
    answer = () => response.end(`late, ${request.readableLength} bytes unread`);
    server.emit("asked");
  });
  const client = await open(server);
  await Promise.all([
    once(server, "asked"),
    client.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=1"),
  ]);
  await new Promise(setImmediate);
  vi.advanceTimersByTime(600_000);
  answer();
  const [said] = await once(client, "data");
  expect(String(said)).toContain("late, 3 bytes unread");
});

it("P18: what is still to be run is not, once its client has gone", async () => {
  const run: string[] = [];
  let finish = () => {};
  const server = createListener({}, { site, isHttps: false }, (request, response) => {
    run.push(request.url ?? "");
    finish = () => response.end("late");
  });
  const client = await open(server);
  const [[socket]] = await Promise.all([
    once(server, "connection"),
    once(server, "request"),
    client.write(
      "GET /first HTTP/1.1\r\nHost: localhost\r\n\r\nGET /second HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ),
  ]);
  client.destroy();
  await once(socket, "close");
  finish();
  await new Promise(setImmediate);
  expect(run).toEqual(["/first"]);
});

it("P18: a client that does not read its answer is cut off; one that reads it is not", async () => {
  const whole = Buffer.alloc(32 * 1024 * 1024, "a");
  const server = createServer((request, response) => {
    boundReading(request, response, request.url === "/unread" ? 20 : 60_000);
    response.end(whole);
  });
  const client = await open(server);
  client.pause();
  client.write("GET /unread HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const [socket] = await once(server, "connection");
  await once(socket, "close");

  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/read`);
  expect((await answer.arrayBuffer()).byteLength).toBe(whole.length);
});
