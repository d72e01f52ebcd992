// @ts-check
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { claimFreePorts, claimPorts, getClaim, toPortBase, toPorts, toRunningMessage } from "./ports.mjs";

/** @param {number} base */
const toClaim = (base) => ({ dir: "/somewhere", pid: process.pid, foyer: `http://localhost:${base}` });

test("all ports follow the base", () => {
  const ports = toPorts(5000);
  expect([ports.foyer, ports.relyingParty, ports.claim]).toEqual([5000, 5001, 5009]);
});

test.each(["x", "80", "65530", "4400.5", "-1"])("STACK_PORT_BASE=%s is refused", (text) => {
  expect(() => toPortBase(text)).toThrow("STACK_PORT_BASE");
});

test("without STACK_PORT_BASE the base is 4400", () => {
  expect([toPortBase(undefined), toPortBase("")]).toEqual([4400, 4400]);
});

test("stacks side by side get different blocks, and a claim says who holds it", async () => {
  const [first, second] = await Promise.all([claimFreePorts(toClaim), claimFreePorts(toClaim)]);
  onTestFinished(async () => {
    await Promise.all([first.release(), second.release()]);
  });
  expect(first.ports.foyer).not.toBe(second.ports.foyer);
  expect(await getClaim(first.ports.claim)).toEqual(toClaim(first.ports.foyer));
});

test("a second claim of the same block names the stack that holds it", async () => {
  const { ports, release } = await claimFreePorts(toClaim);
  onTestFinished(release);
  await expect(claimPorts(ports.foyer, toClaim(ports.foyer))).rejects.toThrow(
    `A stack is already running here (process ${process.pid}`,
  );
});

test.each([
  ["/clone/.stack", ".stack-2"],
  ["/clone/.stack-2", ".stack-3"],
  ["/elsewhere", ".stack-2"],
])("who holds %s is told of %s for the next stack", (dir, next) => {
  const said = toRunningMessage({ dir, pid: 1, foyer: "http://localhost:4400" }, 4400);
  expect(said).toContain(`STACK_PORT_BASE=4500 STACK_DIR=${next} npm run demo`);
});

test("a port that another program holds is named, with the way to move", async () => {
  const { ports, release } = await claimFreePorts(toClaim);
  await release();
  const other = createServer().listen(ports.mail, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  onTestFinished(() => void other.close());
  await expect(claimPorts(ports.foyer, toClaim(ports.foyer), { patienceMs: 50 })).rejects.toThrow(
    new RegExp(`Port ${ports.mail} \\(mail\\) is taken[^]*STACK_PORT_BASE=`),
  );
  expect(await getClaim(ports.claim)).toBeUndefined();
});

test("a port that an interrupted stack still holds is waited for", async () => {
  const { ports, release } = await claimFreePorts(toClaim);
  await release();
  const ending = createServer().listen(ports.mail, "127.0.0.1");
  await new Promise((resolve) => ending.once("listening", resolve));
  ending.once("connection", () => ending.close());
  const again = await claimPorts(ports.foyer, toClaim(ports.foyer));
  onTestFinished(again.release);
  expect(again.ports).toEqual(ports);
});
