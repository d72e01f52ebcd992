/** One accept per challenge: parallel calls share it, later ones get its result (threat O7). */

import { createHash } from "node:crypto";
import { HttpError } from "./http-error";

/** Hydra's challenges live 30 minutes; after that the answer is Hydra's own refusal. */
const REMEMBER_MS = 30 * 60 * 1000;

/** Memory bound: at some hundred bytes an entry, a few megabytes. */
const ENTRY_LIMIT = 20_000;

interface Entry {
  owner: string;
  result: Promise<string>;
  expiresAt: number;
}

const entries = new Map<string, Entry>();

/**
 * Runs `accept` for this challenge unless it ran before, and answers its redirect either way. A failure is not
 * remembered: the accept can be tried again.
 * @param owner who decides (the identity's id); somebody else meeting a used challenge must start again
 * @throws HttpError 410 when somebody else's decision used this challenge
 */
export function acceptOnce(challenge: string, owner: string, accept: () => Promise<string>): Promise<string> {
  const key = createHash("sha256").update(challenge).digest("base64url");
  const now = Date.now();
  const known = entries.get(key);
  if (known && known.expiresAt > now) {
    if (known.owner !== owner) throw new HttpError(410, "challenge-used");
    return known.result;
  }
  const result = accept();
  entries.set(key, { owner, result, expiresAt: now + REMEMBER_MS });
  result.catch(() => entries.delete(key));
  dropOldest(now);
  return result;
}

function dropOldest(now: number): void {
  for (const [key, entry] of entries) {
    if (entry.expiresAt > now && entries.size <= ENTRY_LIMIT) return;
    entries.delete(key);
  }
}
