/** JSON log lines on standard output; callers pass names and ids, never cookies, codes, challenges or bodies (L1). */

import pino, { type Logger, type LoggerOptions } from "pino";
import { getConfig } from "@/lib/config/config";
import { getProcessState } from "@/lib/process/state";

/** Lines that wait while nothing takes them, in bytes; what comes then is lost, and counted. */
const WAITING_LIMIT_BYTES = 4 * 1024 * 1024;
/** How often they are written again, in milliseconds: once so many wait, no new line does it. */
const RETRY_MS = 1000;
/** Longest that the end of the process waits for a reader to take what is left, in milliseconds. */
const END_LIMIT_MS = 1000;

export function getLogger(): Logger {
  return getProcessState("logger", () => createLogger(getConfig().logLevel));
}

/**
 * @param fd of an open file, in place of standard output
 * @internal exported for tests
 */
export function createLogger(level: string, fd?: number): Logger {
  const options: LoggerOptions = {
    level,
    base: { service: "foyer" },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    hooks: { streamWrite: toPlainLine },
  };
  // Whoever has put a function of their own there, such as a platform, gets the lines.
  if (fd === undefined && Object.hasOwn(process.stdout, "write")) return pino(options);
  let endsAt = Number.POSITIVE_INFINITY;
  const output = pino.destination({
    dest: fd,
    sync: false,
    maxLength: WAITING_LIMIT_BYTES,
    retryEAGAIN: () => performance.now() < endsAt,
  });
  endInTime(output, () => {
    endsAt = performance.now() + END_LIMIT_MS;
  });
  const logger = pino(options, output);
  outlive(output, logger);
  return logger;
}

/**
 * Writes what waits when the process ends, but not to what takes nothing: the library goes on for ever there, and a full disk or a
 * stopped reader would let no process end.
 * @param begin told that the end has begun
 */
function endInTime(output: ReturnType<typeof pino.destination>, begin: () => void): void {
  const flush = output.flushSync.bind(output);
  let isTaken = true;
  output.on("error", () => {
    isTaken = false;
  });
  output.on("write", () => {
    isTaken = true;
  });
  output.flushSync = () => {
    begin();
    try {
      if (isTaken) flush();
    } catch {
      // Nobody has read for as long: what waits is lost with the process.
    }
  };
}

/**
 * A full disk, or a reader that has stopped, ends nothing. Without a listener the fault would be an exception that nobody waits
 * for, whose line in the log would be the next fault.
 */
function outlive(output: ReturnType<typeof pino.destination>, logger: Logger): void {
  let lost = 0;
  const tell = () => {
    logger.error({ event: "log-lost", lines: lost });
    lost = 0;
  };
  let retry: NodeJS.Timeout | undefined;
  output.on("error", () => {
    clearTimeout(retry);
    retry = setTimeout(() => output.write(""), RETRY_MS).unref();
  });
  output.on("drop", () => {
    if (lost === 0) output.once("drain", tell);
    lost += 1;
  });
}

/** What a terminal or a viewer may obey, or end a line at, and JSON lets pass as it is: C1 controls, line separators, directions. */
const OBEYED = /[\u007f-\u009f\u2028\u2029]|\p{Bidi_Control}/gu;

/** Reads as the same JSON, and is nothing but text to whoever looks at it (threat L5). */
function toPlainLine(line: string): string {
  return line.replace(OBEYED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
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
