/** What a client reads of an answer that is sent as it is made; over real sockets. */

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { readBody } from "@/lib/web/guards";
import { BrokenOff, toStreamedResponse } from "@/lib/web/whole-body";
import { sendResponse, toRequest } from "./web-adapter";

/** A source that breaks off once the client has its first half. @returns how the client's connection ended */
async function readHalf(version: "1.0" | "1.1") {
  let breakOff = () => {};
  const isRead = new Promise<void>((resolve) => {
    breakOff = resolve;
  });
  const halves = (async function* () {
    yield new TextEncoder().encode("first half");
    await isRead;
    throw new BrokenOff();
  })();
  const server = createServer((_, response) => {
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => controller.enqueue((await halves.next()).value as Uint8Array),
    });
    const options = { acceptEncoding: undefined, isHead: false, isHttps: false };
    void sendResponse(response, toStreamedResponse(body, {}), options).then(() => server.close());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.write(`GET / HTTP/${version}\r\nHost: localhost\r\n\r\n`);
  let text = "";
  client.on("data", (part) => {
    text += String(part);
    if (text.includes("first half")) breakOff();
  });
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    client.once("error", resolve).once("close", () => resolve(undefined));
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return { text, code: failure?.code };
}

it("C24: half a file is a whole one to no client: of HTTP/1.0 the connection is reset", async () => {
  expect(await readHalf("1.0")).toMatchObject({ code: "ECONNRESET" });
  const { text } = await readHalf("1.1");
  expect(text).toMatch(/first half\r\n$/);
});

/** What `readBody` says of a POST that a client sends by hand, and whether the request had a stream of its own. */
async function readSent(sent: string, { andHangsUp = false } = {}) {
  let tell = (_: unknown) => {};
  const told = new Promise((resolve) => {
    tell = resolve;
  });
  const server = createServer((message, response) => {
    const request = toRequest(message, "http://localhost/login");
    if (andHangsUp) client.destroy();
    readBody(request, 10)
      .then(
        (body) => ({ text: new TextDecoder().decode(body), stream: request.body }),
        ({ status }: { status: number }) => ({ status }),
      )
      .then((result) => {
        tell(result);
        response.end();
      });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.write(`POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${sent}`);
  const result = await told;
  client.destroy();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return result;
}

it("P16: a POST's body is read from the server, bounded, and is none once its client hangs up", async () => {
  const inTwo = "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n4\r\n&c=d\r\n0\r\n\r\n";
  expect(await readSent(inTwo)).toEqual({ text: "a=b&c=d", stream: null });
  expect(await readSent("Content-Length: 0\r\n\r\n")).toEqual({ text: "", stream: null });
  expect(await readSent("Transfer-Encoding: chunked\r\n\r\nb\r\n12345678901\r\n")).toEqual({ status: 413 });
  expect(await readSent("Content-Length: 9\r\n\r\na=b", { andHangsUp: true })).toEqual({ status: 499 });
});
