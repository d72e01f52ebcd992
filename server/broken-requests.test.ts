/** A body that goes on after its answer; over real sockets. */

import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, it } from "vitest";
import { discardUnreadBody } from "./broken-requests";

const MEBIBYTE = 1024 * 1024;
const DISCARD_LIMIT = 16 * MEBIBYTE;
/** More than any sender should get rid of. */
const ENDLESS = 128 * MEBIBYTE;
/** What a stream holds beside what it has handed on, and the framing. */
const MARGIN = MEBIBYTE / 2;
const CHUNK = Buffer.concat([
  Buffer.from(`${MEBIBYTE.toString(16)}\r\n`),
  Buffer.alloc(MEBIBYTE, "a"),
  Buffer.from("\r\n"),
]);
const HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";

it.each([
  ["of which nothing was read", false],
  ["of which a part was read", true],
])("P16: of a refused body %s only so much more is taken, however fast it comes", async (_, isRead) => {
  const server = createServer(async (request, response) => {
    discardUnreadBody(request, response, 50);
    if (isRead) await once(request, "data");
    request.pause();
    response.writeHead(413).end("too large");
  });
  const bytesRead = new Promise<number>((resolve) =>
    server.on("connection", (socket) => socket.on("close", () => resolve(socket.bytesRead))),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let answer = "";
  client.on("data", (data) => {
    answer += String(data);
  });
  client.on("error", () => undefined);
  let sent = 0;
  const send = () => {
    while (!client.destroyed) {
      if (sent >= ENDLESS) return void client.destroy();
      sent += MEBIBYTE;
      if (!client.write(CHUNK)) return void client.once("drain", send);
    }
  };
  client.on("connect", () => {
    client.write(HEAD);
    send();
  });
  const read = await bytesRead;
  server.close();
  await once(server, "close");
  expect(answer).toMatch(/^HTTP\/1\.1 413/);
  expect(read).toBeGreaterThan(DISCARD_LIMIT);
  expect(read).toBeLessThan(DISCARD_LIMIT + MEBIBYTE + MARGIN);
});
