/** Reads what a stack's Foyer has logged. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Stack } from "./test";

export type LogLine = Record<string, unknown> & { event?: string; action?: string };

/** What is no JSON: where the framework runs the routes (development), its greeting and the server's. */
const GREETING = /^(Foyer listens on port \d+|✓ Running next\.config\.js took .*)$/;

/** Begins the request ids of {@link readLogText}'s own requests. */
const READING = "log-";

function readFileText(stack: Stack): Promise<string> {
  return readFile(join(stack.dir, "logs", "foyer.log"), "utf8");
}

/**
 * The whole log. A line is in the file a moment after the answer that it tells of: what was answered before has its lines once
 * a request that is made now has its own.
 */
export async function readLogText(stack: Stack): Promise<string> {
  const marker = READING + crypto.randomUUID();
  await fetch(`${stack.urls.foyer}/csp-report`, { headers: { "x-request-id": marker } });
  await expect.poll(async () => (await readFileText(stack)).includes(marker)).toBe(true);
  return readFileText(stack);
}

/**
 * All lines but those of reading itself.
 * @throws SyntaxError when a line is not one whole JSON object (threat L2)
 */
export async function readLog(stack: Stack): Promise<LogLine[]> {
  const lines = (await readLogText(stack)).split("\n").filter((line) => line && !GREETING.test(line));
  return lines
    .map((line) => JSON.parse(line) as LogLine)
    .filter(({ requestId }) => !String(requestId).startsWith(READING));
}

/** What a secret would stand behind, should a URL, a cookie or a form ever be logged. */
const SECRET_NAMES =
  /ory_kratos_session=|csrf_token=|_(?:challenge|verifier)=|[?&](?:flow|code|token|state)=/;

/** Promises that nobody waited for when they failed, and throws that nothing caught. */
const UNHANDLED = /"event":"(?:unhandledRejection|uncaughtException)"/;

export function findUnhandled(text: string): string[] {
  return text.split("\n").filter((line) => UNHANDLED.test(line));
}

/** What must never be in a log, whatever a test did: half lines, stray stacks, secrets, faults of Foyer's own, thrown to nobody too (L1). */
export async function findUncleanLines(stack: Stack): Promise<string[]> {
  const text = await readFileText(stack).catch(() => "");
  const unclean = text
    .split("\n")
    .filter((line) => line && !GREETING.test(line))
    .filter((line) => SECRET_NAMES.test(line) || !isJson(line) || JSON.parse(line).problem === "internal");
  return [...unclean, ...findUnhandled(text)];
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}

/** Audit events, oldest first. */
export async function readAudit(stack: Stack): Promise<LogLine[]> {
  return (await readLog(stack)).filter(({ event }) => event === "audit");
}
