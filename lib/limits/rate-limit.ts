/** What is counted, where it is remembered, and in which order: the vocabulary of the limits' stores (F13, D4, D5). */

import type { RateLimit } from "@/lib/config/config";

/** Who sends it: forms by which people sign in share nothing with what strangers can make a browser send (D6). */
export type PostScope = "sign-in" | "challenge" | "account" | "report" | "user-code" | "operator-sign-in";

/**
 * What a recipient is counted for: a message that is sent, one that a name alone has sent, a password or code that is tried, a
 * second factor.
 */
export type RecipientScope = "send" | "send-by-name" | "guess" | "second-factor";

/** Names the table that a key is counted in; each has one limit. */
export type LimitScope =
  | PostScope
  | `${PostScope}-network`
  | "flow"
  | "provider-answer"
  | "send-after-login"
  | "change-under-way"
  | RecipientScope
  | `${RecipientScope}-${"network" | "network-day" | "device" | "known" | "mailbox" | "session"}`;

/** Counts one more for a key; with `looksOnly` it is refused for what was counted before, and counts nothing. */
export interface Count {
  scope: LimitScope;
  key: string;
  limit: RateLimit;
  looksOnly?: boolean;
}

/**
 * Whom something is about, as stored keys: `<recipient>~<account>`. The first is the same for everything that reaches
 * one mailbox, or might; the second only for what Kratos takes for the same account. Two accounts may share the first:
 * whoever has one of them must not count as the owner of the other.
 */
export type Subject = `${string}~${string}`;

/** Whom a flow was to write to, whom Kratos has written to in it, or whose a session is; its key as stored. */
export type Memory = { of: "flow" | "asked" | "session"; key: string };

/** Counted for each subject, alone or together with who asks. */
export interface SubjectCount {
  scope: LimitScope;
  limit: RateLimit;
  of: "recipient" | "account";
  with?: "network" | "device";
  looksOnly?: boolean;
}

export interface SubjectCounts {
  /** Those of the form. */
  typed: Subject[];
  /** Where the store keeps whom a flow or session is about. */
  memory?: Memory;
  /**
   * - `typed` those that the form names
   * - `new` of these, those that are not in the memory
   * - `all` those of the memory and of the form
   */
  whose: "typed" | "new" | "all";
  /** For browsers that nobody has signed in with to that account. */
  strangers: SubjectCount[];
  /** For the others. */
  known: SubjectCount[];
  /** Counted where there is no subject. */
  otherwise: Count[];
  /** Adds those of the form to the memory for so many seconds, once everything has passed. */
  rememberSeconds?: number;
}

/** Counted in order; the first that is one too many ends it, so that nothing behind it is used up. */
export interface Taking {
  counts: Count[];
  subjects: SubjectCounts[];
  /** The network's stored key. */
  network: string;
  /** This browser's name at each account it has signed in to. */
  devices: Record<Subject, string>;
}

export interface Taken {
  refused?: { scope: LimitScope; waitSeconds: number };
  /** For each of the taking's `subjects`, whom it was about in the end. */
  subjects: Subject[][];
}

/** What becomes of it when the answer is there. */
export interface Settlement {
  giveBack: Pick<Count, "scope" | "key">[];
  /** Counted without being refused. */
  counts: Count[];
  remember?: { memory: Memory; subjects: Subject[]; seconds: number };
}

export interface RateLimitStore {
  take(taking: Taking): Promise<Taken>;
  settle(settlement: Settlement): Promise<void>;
}

/** Subjects that one memory keeps. */
export const MEMORY_LIMIT = 20;

/** The counts of one subject, as the tables' keys. */
export function toCountsOf(
  subject: Subject,
  { strangers, known }: Pick<SubjectCounts, "strangers" | "known">,
  { network, devices }: Pick<Taking, "network" | "devices">,
): Count[] {
  const device = devices[subject];
  const [recipient = ""] = subject.split("~", 1);
  return (device === undefined ? strangers : known).map(({ of, with: together, ...count }) => {
    const whose = of === "account" ? subject : recipient;
    const who = together && (together === "network" ? network : (device ?? ""));
    return { ...count, key: who === undefined ? whose : `${whose}.${who}` };
  });
}

/** A wait as it is said: whole seconds, at least one. */
export function toWaitSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
