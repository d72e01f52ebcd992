import fs, { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { afterAll, describe, expect, it, vi } from "vitest";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import { createLogger, redact } from "./log";

const { path: folder, remove } = makeTemporaryFolder("log");
afterAll(remove);

it("L5: lines wait for a full disk, bounded; those that were lost are counted", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const full = openSync("/dev/full", "w");
  const log = createLogger("info", full);
  const output = Reflect.get(log, pino.symbols.streamSym);
  const failed = vi.fn();
  output.on("error", failed);
  const filling = "x".repeat(1000);
  for (let line = 0; line < 5000; line += 1) log.info({ filling });
  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
  const file = join(folder, "foyer.log");
  output.fd = openSync(file, "w");
  vi.advanceTimersByTime(1000);
  const read = () => readFileSync(file, "utf8").trimEnd().split("\n");
  await vi.waitFor(() => expect(read().at(-1)).toContain("log-lost"));
  vi.useRealTimers();
  const written = read().map((line) => JSON.parse(line));
  const told = written.pop();
  expect(told).toMatchObject({ level: "error", event: "log-lost" });
  expect(written.every((line) => line.filling === filling)).toBe(true);
  expect(written.length + told.lines).toBe(5000);
  closeSync(full);
  closeSync(output.fd);
});

it("L5: what a stranger words ends no line of the log and gives a terminal no orders", async () => {
  const file = join(folder, "words.log");
  const words = "\u009b2J \u007f\u0085 \u001b[31m \u2028{}\u2029 \u202e\u2066 Zoë \ud83d\ude00";
  const fd = openSync(file, "w");
  createLogger("info", fd).info({ words });
  await vi.waitFor(() => expect(readFileSync(file, "utf8")).toContain("words"));
  const line = readFileSync(file, "utf8");
  expect(JSON.parse(line).words).toBe(words);
  expect(line).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+\n$/u);
  expect(line).toContain("Zoë \ud83d\ude00");
  closeSync(fd);
});

it.each([
  ["takes no more: it is not asked again", "ENOSPC", 0],
  ["is read by nobody: it is asked for a second", "EAGAIN", 3],
])("a process ends whose log %s", async (_, code, times) => {
  const full = openSync("/dev/full", "w");
  const output = Reflect.get(createLogger("info", full), pino.symbols.streamSym);
  const failed = vi.fn();
  output.on("error", failed);
  output.write("one");
  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
  if (code === "EAGAIN") output.emit("write", 0);
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (now += 400));
  const asked = vi.spyOn(fs, "writeSync").mockImplementation((_fd, text) => {
    // Whoever asks for ever ends here.
    if (asked.mock.calls.length > 20) return text.length;
    throw Object.assign(new Error(code), { code });
  });
  output.flushSync();
  expect(asked).toHaveBeenCalledTimes(times);
  vi.restoreAllMocks();
  closeSync(full);
});

describe("L1: redact", () => {
  it.each([
    [
      "Failed to parse URL from http://kratos:4433/x?code=123456&flow=abc",
      "Failed to parse URL from http://kratos:4433/x[redacted]",
    ],
    ["token ory_at_9fK2aaaaaaaaaaaaaaaa.bbbbbbbbbbbb is bad", "token [redacted] is bad"],
    ["connect ECONNREFUSED 127.0.0.1:4433", "connect ECONNREFUSED 127.0.0.1:4433"],
    [
      "Cannot read properties of undefined (reading 'identity')",
      "Cannot read properties of undefined (reading 'identity')",
    ],
  ])("%s", (text, safe) => {
    expect(redact(text)).toBe(safe);
  });
});
