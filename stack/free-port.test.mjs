// @ts-check
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { findFreePort } from "./free-port.mjs";

test("a free port is no other's, no outgoing connection's, and nobody listens on it", async () => {
  const first = await findFreePort();
  const taken = createServer().listen(first + 1, "127.0.0.1");
  await once(taken, "listening");
  onTestFinished(() => void taken.close());
  const others = [await findFreePort(), await findFreePort()];
  expect(new Set([first, first + 1, ...others]).size).toBe(4);
  for (const port of [first, ...others]) {
    expect(port).toBeGreaterThan(21_999);
    expect(port).toBeLessThan(32_768);
  }
});
