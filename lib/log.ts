/** JSON log lines on standard output; callers pass names and ids, never cookies, codes, challenges or bodies (L1). */

import pino, { type Logger } from "pino";
import { getConfig } from "./config";

let logger: Logger | undefined;

export function getLogger(): Logger {
  logger ??= pino({
    level: getConfig().logLevel,
    base: { service: "foyer" },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
  return logger;
}
