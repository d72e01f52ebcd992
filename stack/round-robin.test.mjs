// @ts-check
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { findFreePort } from "./free-port.mjs";
import { startRoundRobin } from "./round-robin.mjs";

test("however many come at once, an instance that is down costs none its answer", async () => {
  const [port, up, down] = [await findFreePort(), await findFreePort(), await findFreePort()];
  const instance = createServer((_request, response) => response.end("whole")).listen(up, "127.0.0.1");
  await once(instance, "listening");
  const addresses = [up, down].map((one) => `http://127.0.0.1:${one}`);
  const balancer = await startRoundRobin(port, addresses);
  onTestFinished(async () => {
    await balancer.close();
    instance.close();
    instance.closeAllConnections();
  });
  const ask = async () => (await fetch(`http://127.0.0.1:${port}/`)).status;
  const answers = await Promise.all(Array.from({ length: 40 }, ask));
  expect(answers.filter((status) => status !== 200)).toEqual([]);
  expect(balancer.handed.get(addresses[0] ?? "")).toBe(answers.length);
});
