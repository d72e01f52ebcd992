// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { openProcessGroup } from "./processes.mjs";
import { makeTemporaryFolder, requireTemporary } from "./temporary-folder.mjs";
import { waitFor } from "./wait.mjs";

/** @type {string} */
let dir;
beforeEach(() => {
  const folder = makeTemporaryFolder("processes");
  onTestFinished(folder.remove);
  dir = folder.path;
});

/** @param {string} script what Node runs @param {Partial<import("./processes.mjs").ProcessSpec>} [more] */
const toSpec = (script, more) => ({
  name: "sample",
  command: process.execPath,
  args: ["-e", script],
  env: process.env,
  cwd: dir,
  logFile: join(dir, "sample.log"),
  isReady: async () => (await readFile(join(dir, "sample.log"), "utf8")).includes("ready"),
  ...more,
});

/** A program that starts a child of its own and prints that child's pid. */
const PARENT = `
  const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  console.log("ready " + child.pid); setInterval(() => {}, 1000)`;

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The pid that PARENT printed. */
async function getGrandchild() {
  return Number((await readFile(join(dir, "sample.log"), "utf8")).split(" ")[1]);
}

test("stopping a process ends its children too", async () => {
  const group = openProcessGroup({});
  const running = await group.start(toSpec(PARENT));
  const grandchild = await getGrandchild();
  await running.stop();
  await group.close();
  await waitFor("the grandchild is gone", () => !isAlive(grandchild), { deadlineMs: 3000 });
  expect(isAlive(running.pid)).toBe(false);
});

test("a process that ends before it is ready is reported with its last lines", async () => {
  const group = openProcessGroup({});
  const starting = group.start(
    toSpec('console.error("no database"); process.exit(3)', { isReady: async () => false }),
  );
  await expect(starting).rejects.toThrow(/it ended with 3.*no database/s);
  await group.close();
});

test("a command that does not exist is named", async () => {
  const group = openProcessGroup({});
  await expect(group.start(toSpec("", { command: "/nowhere/kratos" }))).rejects.toThrow("/nowhere/kratos");
  await group.close();
});

test("when the starting process is killed, its processes end and their temporary folders go", async () => {
  const { path: temporaryDir, remove } = makeTemporaryFolder("orphan");
  onTestFinished(remove);
  const ofProcess = makeTemporaryFolder("orphan-process");
  onTestFinished(ofProcess.remove);
  const host = spawn(process.execPath, [
    "--input-type=module",
    "-e",
    toHostScript(temporaryDir, ofProcess.path),
  ]);
  const lines = createInterface({ input: host.stdout });
  const pid = Number((await once(lines, "line"))[0]);
  host.kill("SIGKILL");
  await waitFor("the process is gone", () => !isAlive(pid), { deadlineMs: 5000 });
  for (const dir of [temporaryDir, ofProcess.path]) {
    const isGone = () =>
      stat(dir).then(
        () => false,
        () => true,
      );
    await waitFor("the folder is gone", isGone, { deadlineMs: 5000 });
  }
});

test("no folder is removed that does not lie in the machine's temporary one: a checkout stays", async () => {
  const group = openProcessGroup({});
  // None of them is there: nothing would be lost without the check.
  for (const temporaryDir of ["/nowhere/checkout", join(dir, "../../nowhere"), "nowhere"]) {
    expect(() => openProcessGroup({ temporaryDir })).toThrow("No temporary folder");
    await expect(group.start(toSpec("", { temporaryDir }))).rejects.toThrow("No temporary folder");
  }
  await group.close();
});

test("a checkout that lies in the machine's temporary folder is none that may be removed", () => {
  const checkout = dirname(import.meta.dirname);
  vi.stubEnv("TMPDIR", dirname(checkout));
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const folder of [checkout, dirname(checkout)])
    expect(() => requireTemporary(folder)).toThrow("No temporary folder");
  expect(requireTemporary(join(checkout, "test-results"))).toBeTruthy();
});

/** @param {string} temporaryDir @param {string} ofProcess */
function toHostScript(temporaryDir, ofProcess) {
  const module = fileURLToPath(new URL("processes.mjs", import.meta.url));
  return `
    import { openProcessGroup } from ${JSON.stringify(module)};
    const group = openProcessGroup({ temporaryDir: ${JSON.stringify(temporaryDir)} });
    const { pid } = await group.start({ name: "sample", command: process.execPath,
      args: ["-e", "setInterval(() => {}, 1000)"], env: process.env, cwd: ${JSON.stringify(dir)},
      temporaryDir: ${JSON.stringify(ofProcess)}, logFile: ${JSON.stringify(join(dir, "orphan.log"))}, isReady: async () => true });
    console.log(pid);`;
}
