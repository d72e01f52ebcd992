/** Reads what a stack's Foyer has logged. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stack } from "./test";

export type LogLine = Record<string, unknown> & { event?: string; action?: string };

/** What is no JSON: the server's greeting, and Next's before it. */
const GREETING = /^(Foyer listens on port \d+|✓ Running next\.config\.js took .*)$/;

export function readLogText(stack: Stack): Promise<string> {
  return readFile(join(stack.dir, "logs", "foyer.log"), "utf8");
}

/** @throws SyntaxError when a line is not one whole JSON object (threat L2) */
export async function readLog(stack: Stack): Promise<LogLine[]> {
  const lines = (await readLogText(stack)).split("\n").filter((line) => line && !GREETING.test(line));
  return lines.map((line) => JSON.parse(line) as LogLine);
}

/** Audit events, oldest first. */
export async function readAudit(stack: Stack): Promise<LogLine[]> {
  return (await readLog(stack)).filter(({ event }) => event === "audit");
}
