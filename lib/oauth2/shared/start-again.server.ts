/** Keeps the app's request of the newest page that was shown for one, so that it can be made anew once it has expired. */

import { createHash } from "node:crypto";
import { z } from "zod";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";
import { HttpError } from "@/lib/web/http-error";
import type { Challenge } from "./challenge";
import { toHydraPublicUrl } from "./challenge.server";
import { toRepeatableUrl } from "./request-url";

/** A tab that was left for the night; what an app itself remembers of its request is its own affair. */
const TTL_SECONDS = 24 * 60 * 60;

/** Longest sealed, in characters: a head of 8 kB, which proxies read, has to hold those of Kratos besides. */
const COOKIE_LIMIT = 1600;

const DIGEST_LENGTH = 16;

const cookie = sealedCookie({
  name: "again",
  ttlSeconds: TTL_SECONDS,
  schema: z.strictObject({ challenge: z.string(), requestUrl: z.string() }),
});

/**
 * Set-Cookie lines that keep it, for this challenge alone: another tab's page leads to no other app's request. None for a
 * request that could not be made by following a link.
 */
export async function keepToStartAgain(
  challenge: Challenge,
  requestUrl: string | undefined,
): Promise<string[]> {
  const repeatable = toRepeatableUrl(requestUrl, toHydraPublicUrl(requestUrl));
  if (repeatable === undefined) return [];
  const value = { challenge: toDigest(challenge), requestUrl: repeatable };
  const line = await cookie.writeToFit(value, COOKIE_LIMIT);
  return line === undefined ? [] : [line];
}

/**
 * Runs what a page does about a challenge; where it has expired, its page leads to the app's request as it was made. Only the
 * person follows it, and to Hydra's own authorization endpoint: as any link to it, it signs nobody in to another account, and
 * Hydra and the app check `state`, `nonce` and PKCE as ever.
 */
export async function orStartAgain<T>(
  request: Request,
  challenge: Challenge,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof HttpError) || error.problem !== "challenge-expired") throw error;
    const kept = await cookie.read(request);
    const isSame = kept?.challenge === toDigest(challenge);
    const again = isSame ? toRepeatableUrl(kept.requestUrl, toHydraPublicUrl(kept.requestUrl)) : undefined;
    throw again === undefined ? error : error.withStartAgain(again);
  }
}

function toDigest(challenge: string): string {
  return createHash("sha256").update(challenge).digest("base64url").slice(0, DIGEST_LENGTH);
}
