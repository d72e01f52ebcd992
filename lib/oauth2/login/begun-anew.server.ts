/** Carries what was seen at first of a sign-in over to the same one begun anew, so that credentials given for it count there. */

import { createHash } from "node:crypto";
import type { OAuth2LoginRequest } from "@ory/client-fetch";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";
import { type PendingRequest, parsePendingRequest, pendingRequestSchema } from "./pending-request";

/** Hydra leads back at once. */
const TTL_SECONDS = 60;

/** The digest of the request's address stands for its challenge, which is not made yet. */
const cookie = sealedCookie({ name: "anew", ttlSeconds: TTL_SECONDS, schema: pendingRequestSchema });

/** Set-Cookie line that keeps it. @param href where the same request begins anew, by `toRequestUrl` */
export function keepFirstSight(pendingRequest: PendingRequest, href: string): Promise<string> {
  return cookie.write({ ...pendingRequest, challenge: toDigest(href) });
}

/** What was seen at first of the request that this one is, begun anew; null for any other. */
export async function readFirstSight(
  request: Request,
  { challenge, request_url }: Pick<OAuth2LoginRequest, "challenge" | "request_url">,
): Promise<PendingRequest | null> {
  const kept = parsePendingRequest(await cookie.read(request), toDigest(request_url), new Date());
  return kept && { ...kept, challenge };
}

/** Set-Cookie lines that forget it, once a login was accepted. */
export const dropFirstSight = cookie.dropIfSent;

function toDigest(address: string): string {
  return createHash("sha256").update(address).digest("base64url");
}
