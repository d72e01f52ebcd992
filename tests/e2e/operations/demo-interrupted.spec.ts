/** `npm run demo` before it says that Foyer runs. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "@playwright/test";
import { REPOSITORY } from "../../../stack/options.mjs";
import { claimFreePorts, isTaken } from "../../../stack/ports.mjs";
import { makeTemporaryFolder } from "../../../stack/temporary-folder.mjs";

test("Ctrl-C while the demo starts ends it at once, and the servers that it started", async () => {
  const { path: dir, remove } = makeTemporaryFolder("demo");
  const { ports, release } = await claimFreePorts(() => ({ dir, pid: process.pid, foyer: "" }));
  await release();
  const demo = spawn(process.execPath, ["scripts/demo.mjs"], {
    cwd: REPOSITORY,
    env: { ...process.env, STACK_DIR: dir, STACK_PORT_BASE: String(ports.foyer) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(demo, "exit");

  const awaited = new Set(["kratos", "hydra"]);
  const lines: string[] = [];
  for await (const line of createInterface({ input: demo.stdout })) {
    lines.push(line);
    awaited.delete(/(\w+) is ready/.exec(line)?.[1] ?? "");
    if (awaited.size === 0) demo.kill("SIGINT");
  }
  expect(await ended).toEqual([null, "SIGINT"]);
  expect(lines).not.toContain("Foyer is running.");
  for (const port of [ports.kratosAdmin, ports.hydraAdmin])
    await expect.poll(() => isTaken(port), `port ${port}`).toBe(false);
  await remove();
});
