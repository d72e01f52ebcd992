/** Applies the configured limits to a form post, and answers 429 with the wait. Reading is never limited. */

import { getConfig } from "@/lib/config/config";
import { toClientAddress } from "@/lib/web/caller";
import { readForm, requireSameOrigin } from "@/lib/web/guards";
import { take, toKey } from "./limit-store";
import type { Count, PostScope } from "./rate-limit";
import { toAddressKey, toNetworkKey } from "./rate-limit-keys";

/** Guesses at a user code that one address has, whatever the configured limits (threat O17, RFC 8628 §5.1). */
const USER_CODES = { posts: 10, seconds: 15 * 60 };

/** As many for one network: some of its addresses may be an office. */
const USER_CODES_OF_NETWORK = { posts: 100, seconds: 15 * 60 };

/** What a post is counted for by where it comes from: the address, then its network. */
export function toPostCounts(request: Request, scope: PostScope): Count[] {
  const { address: byAddress, network: byNetwork } = getConfig().rateLimits;
  const address = toClientAddress(request);
  if (address === undefined) return [];
  return [
    ...(byAddress ? [{ scope, key: toKey(toAddressKey(address)), limit: byAddress }] : []),
    ...(byNetwork
      ? [{ scope: `${scope}-network` as const, key: toKey(toNetworkKey(address)), limit: byNetwork }]
      : []),
  ];
}

/** What a post is counted for by what it answers: the flow's id, or a challenge. */
export function toFlowCounts(flow: string | undefined): Count[] {
  const { flow: limit } = getConfig().rateLimits;
  return limit && flow ? [{ scope: "flow", key: toKey(flow), limit }] : [];
}

/** Counts a post by its client's address and network. @throws HttpError 429 with Retry-After */
export async function limitPost(request: Request, scope: PostScope): Promise<void> {
  await takeAll(toPostCounts(request, scope));
}

/**
 * Reads one of our own forms, counted by address. Another site's posts are refused first: they cost nobody anything.
 * @throws HttpError 429, and what `readForm` throws
 */
export async function readLimitedForm(request: Request, scope: PostScope): Promise<URLSearchParams> {
  requireSameOrigin(request);
  await limitPost(request, scope);
  return readForm(request);
}

/** Counts a post by what it answers alone, for forms whose challenge is in the body. @throws HttpError 429 */
export async function limitFlow(flow: string): Promise<void> {
  await takeAll(toFlowCounts(flow));
}

/**
 * Counts an answer of a provider by the sign-ins that it says it is of: Kratos asks the provider for each again, the same one too.
 * By itself, since names that strangers make up must push no flow out of what is counted. @throws HttpError 429
 */
export async function limitProviderAnswer(signIns: string[]): Promise<void> {
  const { flow: limit } = getConfig().rateLimits;
  if (limit)
    await takeAll(signIns.map((signIn) => ({ scope: "provider-answer", key: toKey(signIn), limit })));
}

/**
 * Counts a typed user code, right or wrong: the next one after ten is refused unlooked at. Where no address is known, the
 * challenge that the device's page has in this browser stands for it: nobody shares it with strangers.
 * @throws HttpError 429
 */
export async function limitUserCode(request: Request, challenge: string): Promise<void> {
  const address = toClientAddress(request);
  if (address === undefined)
    return takeAll([{ scope: "user-code", key: toKey(`challenge ${challenge}`), limit: USER_CODES }]);
  await takeAll([
    { scope: "user-code", key: toKey(toAddressKey(address)), limit: USER_CODES },
    { scope: "user-code-network", key: toKey(toNetworkKey(address)), limit: USER_CODES_OF_NETWORK },
  ]);
}

async function takeAll(counts: Count[]): Promise<void> {
  if (counts.length > 0) await take({ counts, subjects: [], network: "", devices: {} });
}
