/** What a request is before any handler sees it; over real sockets. */

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { expect, it } from "vitest";
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
