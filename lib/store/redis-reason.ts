/** Why Redis does not do what it is told, in a word that is fit for a log. */

/** Of the client's own errors, which have no code: a command that was not answered in time, a connection on which nothing came. */
const LATE = /^(Command timed out|Socket timeout)/;

/** Redis' own word, which before 7.0 stands behind what it says of a script. */
const OWN = /^(?:ERR Error running script .*? -)?([A-Z]{3,})(?= )/;

/** The system's code, or Redis' own (`WRONGPASS`): the rest of a message may quote the URL, which holds a password. */
export function toRedisReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (LATE.test(error.message)) return "ETIMEDOUT";
  const own = OWN.exec(error.message)?.[1];
  return own ?? ("code" in error ? String(error.code) : undefined);
}
