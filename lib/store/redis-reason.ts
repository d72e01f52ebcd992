/** Why Redis does not do what it is told, in a word that is fit for a log. */

/** The system's code, or Redis' own (`WRONGPASS`): the rest of a message may quote the URL, which holds a password. */
export function toRedisReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const own = /^[A-Z]{3,}(?= )/.exec(error.message)?.[0];
  return own ?? ("code" in error ? String(error.code) : undefined);
}
