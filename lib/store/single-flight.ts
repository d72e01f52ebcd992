/** One accept per challenge: parallel calls share it, later ones get its result (threat O7). */

import { createHash } from "node:crypto";
import { getProcessState } from "@/lib/process/state";
import { HttpError } from "@/lib/web/http-error";
import { getRedis } from "./redis";
import { acceptOnceAmongInstances } from "./single-flight-redis";

/** Hydra's challenges live 30 minutes; after that the answer is Hydra's own refusal. */
const REMEMBER_MS = 30 * 60 * 1000;

/** Memory bound: a redirect of Hydra's has more than a kilobyte, so this is about ten megabytes. */
const ENTRY_LIMIT = 5_000;

interface Entry {
  owner: string;
  /** The redirect itself as soon as it is there: a promise that is kept keeps the request in memory that made it. */
  result: Promise<string> | string;
  expiresAt: number;
}

/**
 * Runs `accept` for this challenge unless it ran before, here or on another instance that shares Redis, and answers
 * its redirect either way. A failure is not remembered: the accept can be tried again.
 * @param owner who decides (the identity's id); somebody else meeting a used challenge must start again
 * @throws HttpError 410 when somebody else's decision used this challenge
 */
export async function acceptOnce(
  challenge: string,
  owner: string,
  accept: () => Promise<string>,
): Promise<string> {
  const entries = getProcessState("accepts", () => new Map<string, Entry>());
  const key = createHash("sha256").update(challenge).digest("base64url");
  const now = performance.now();
  const known = entries.get(key);
  if (known && known.expiresAt > now) {
    if (known.owner !== owner) throw new HttpError(410, "challenge-used");
    return known.result;
  }
  const result = acceptShared(key, owner, accept);
  const entry: Entry = { owner, result, expiresAt: now + REMEMBER_MS };
  entries.set(key, entry);
  dropOldest(entries, now);
  try {
    entry.result = await result;
    return entry.result;
  } catch (error) {
    entries.delete(key);
    throw error;
  }
}

async function acceptShared(key: string, owner: string, accept: () => Promise<string>): Promise<string> {
  const redis = await getRedis();
  return redis ? acceptOnceAmongInstances(redis, key, { owner, accept, rememberMs: REMEMBER_MS }) : accept();
}

function dropOldest(entries: Map<string, Entry>, now: number): void {
  for (const [key, entry] of entries) {
    if (entry.expiresAt > now && entries.size <= ENTRY_LIMIT) return;
    entries.delete(key);
  }
}
