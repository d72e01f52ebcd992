/** What a request is before any handler sees it; over real sockets. */

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { expect, it } from "vitest";
import type { Certificate } from "@/lib/config/certificate";
import { createListener } from "./listener";

/** As a proxy sends it that writes headers in the order of their names. */
async function send(more: number): Promise<string> {
  const site = { host: "localhost", basePath: "" };
  const server = createListener({}, { site, isHttps: false }, ({ headers }, response) => {
    response.end(`from ${headers["x-forwarded-for"]}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const junk = Array.from({ length: more }, (_, index) => `A${index}: b\r\n`).join("");
  client.write(
    `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${junk}X-Forwarded-For: 203.0.113.7\r\n\r\n`,
  );
  let answer = "";
  for await (const part of client) answer += String(part);
  server.close();
  return answer;
}

it("P5: no number of headers hides what a proxy says behind them: too many are refused", async () => {
  expect(await send(200)).toContain("from 203.0.113.7");
  for (const more of [252, 253, 254, 998, 1000, 5000])
    expect(await send(more), String(more)).toMatch(/from 203\.0\.113\.7|^HTTP\/1\.1 431 /);
  expect(await send(300)).toMatch(/^HTTP\/1\.1 431 /);
});

it("P16: a connection that begins no TLS handshake, or does not end one, is cut off", async () => {
  const site = { host: "localhost", basePath: "" };
  // Without a certificate: no handshake comes so far.
  const tls = {} as Certificate;
  const server = createListener({ tls }, { site, isHttps: true, headTimeoutMs: 50 }, () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const ends = [Buffer.alloc(0), Buffer.from("160301020001", "hex")].map(async (sent) => {
    const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
    client.on("error", () => undefined).resume();
    client.write(sent);
    await once(client, "close");
    return "closed";
  });
  expect(await Promise.all(ends)).toEqual(["closed", "closed"]);
  server.close();
});
