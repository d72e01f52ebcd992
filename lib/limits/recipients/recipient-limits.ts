/** Says what a recipient is counted for: first what one network may do, then what all may do together (ADR 16). */

import type { RateLimit } from "@/lib/config/config";
import type { RecipientScope, SubjectCount, SubjectCounts } from "@/lib/limits/rate-limit";

const DAY_SECONDS = 24 * 60 * 60;

/** Windows that a network can use up for one recipient in a day: the back-off of whoever goes on. */
const WINDOWS_A_DAY = 3;

/** What is left of the limit on everybody together for second factors, which only people with a password meet. */
const SECOND_FACTOR_SHARE = 1 / 4;

/** Accounts of one mailbox (`ada@…`, `ada+two@…`) whose known browsers may use their whole limit on messages. */
const ACCOUNTS_OF_MAILBOX = 4;

export interface RecipientLimits {
  /** For one network, or one browser. */
  narrow?: RateLimit;
  /** For everybody together. */
  wide?: RateLimit;
}

/**
 * Narrow limits come first: what one network is refused is not counted for everybody. Whoever has signed in to the
 * account before, in this browser, shares nothing with strangers, and so cannot be locked out by them.
 */
export function toSubjectCounts(
  scope: "send" | "send-by-name" | "guess",
  { narrow, wide }: RecipientLimits,
): Pick<SubjectCounts, "strangers" | "known"> {
  return {
    strangers: [
      ...toNetworkCounts(scope, "recipient", narrow),
      ...toList(wide, (limit) => ({ scope, of: "recipient", limit })),
    ],
    known: [
      ...toList(narrow, (limit) => ({ scope: `${scope}-device`, of: "account", with: "device", limit })),
      ...toList(wide, (limit) => ({ scope: `${scope}-known`, of: "account", limit })),
      // Several accounts may have one mailbox behind them.
      ...(scope === "send" ? toList(wide, (limit) => toMailboxCount(limit)) : []),
    ],
  };
}

/**
 * Of second factors, which nobody tries who has not signed in with the account's password or code: by the account, and
 * for every browser alike, since one is known from the first factor on.
 */
export function toSecondFactorCounts({
  narrow,
  wide,
}: RecipientLimits): Pick<SubjectCounts, "strangers" | "known"> {
  const counts: SubjectCount[] = [
    ...toNetworkCounts("second-factor", "account", narrow),
    ...toList(wide, (limit) => ({ scope: "second-factor", of: "account", limit: toShare(limit) })),
  ];
  return { strangers: counts, known: counts };
}

function toNetworkCounts(
  scope: RecipientScope,
  of: SubjectCount["of"],
  narrow: RateLimit | undefined,
): SubjectCount[] {
  return [
    ...toList(narrow, (limit) => ({ scope: `${scope}-network`, of, with: "network", limit })),
    ...toList(toDayLimit(narrow), (limit) => ({ scope: `${scope}-network-day`, of, with: "network", limit })),
  ];
}

function toMailboxCount({ posts, seconds }: RateLimit): SubjectCount {
  return { scope: "send-mailbox", of: "recipient", limit: { posts: posts * ACCOUNTS_OF_MAILBOX, seconds } };
}

function toList(limit: RateLimit | undefined, make: (limit: RateLimit) => SubjectCount): SubjectCount[] {
  return limit ? [make(limit)] : [];
}

function toDayLimit(limit: RateLimit | undefined): RateLimit | undefined {
  if (!limit || limit.seconds * WINDOWS_A_DAY >= DAY_SECONDS) return undefined;
  return { posts: limit.posts * WINDOWS_A_DAY, seconds: DAY_SECONDS };
}

function toShare({ posts, seconds }: RateLimit): RateLimit {
  return { posts: Math.ceil(posts * SECOND_FACTOR_SHARE), seconds };
}
