/** What a client reads of an answer that is sent as it is made; over real sockets. */

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { BrokenOff, toStreamedResponse } from "@/lib/web/whole-body";
import { sendResponse } from "./web-adapter";

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
