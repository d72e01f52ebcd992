/** A connection that asks for much at once, or does not read what it asked for; over real sockets. */

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createListener } from "./listener";
import { boundReading } from "./slow-clients";

const site = { host: "localhost", basePath: "" };
const closers: (() => void)[] = [];
afterEach(() => {
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
  const [asked, most] = [Array.from({ length: 32 }, (_, index) => `/${index}`), { running: 0, atOnce: 0 }];
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

it("P18: a connection on which requests wait without bound is cut off", async () => {
  let run = 0;
  const server = createListener({}, { site, isHttps: false }, () => {
    run += 1;
  });
  const client = await open(server);
  client.resume();
  client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(1000));
  await once(client, "close");
  expect(run).toBe(1);
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
