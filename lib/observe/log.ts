/** JSON log lines on standard output; callers pass names and ids, never cookies, codes, challenges or bodies (L1). */

import pino, { type Logger } from "pino";
import { getConfig } from "@/lib/config/config";
import { getProcessState } from "@/lib/process/state";

export function getLogger(): Logger {
  return getProcessState("logger", () =>
    pino({
      level: getConfig().logLevel,
      base: { service: "foyer" },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    }),
  );
}

/** A query, a fragment, and every run of characters that is long and mixed enough to be a secret. */
const QUERY = /[?#][^\s"'<>)]+/g;
const TOKEN = /[A-Za-z0-9_.~+=-]{20,}/g;
const HIDDEN = "[redacted]";

/** Text of an unforeseen error, fit for a log: other libraries' messages quote URLs and values (threat L1). */
export function redact(text: string): string {
  return text
    .replace(QUERY, HIDDEN)
    .replace(TOKEN, (run) => (/\d/.test(run) && /[A-Za-z]/.test(run) ? HIDDEN : run));
}
