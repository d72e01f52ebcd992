/** Turns a form on its way to Kratos into what it is counted for by recipient: messages, guesses, second factors. */

import { getConfig, type RateLimit } from "@/lib/config/config";
import { toKey, toSubject } from "@/lib/limits/limit-store";
import type { Memory, RecipientScope, Subject, SubjectCount, SubjectCounts } from "@/lib/limits/rate-limit";
import { toFlowKey } from "@/lib/limits/rate-limit-keys";
import type { RelayedForm } from "@/lib/relay/form/relay-form";
import { isSessionCookie, readCookies } from "@/lib/web/cookies/cookies";
import { readUrl } from "@/lib/web/request-url";
import { toSecondFactorCounts, toSubjectCounts } from "./recipient-limits";

/** How long it is remembered whom a flow or a session is about: longer than people take for either. */
export const REMEMBER_SECONDS = 24 * 60 * 60;

/** Second factors of sessions that nobody remembers are also counted by network, so many times as for one session. */
const SESSIONS_OF_NETWORK = 10;

/** Codes of recoveries of which nobody knows whom they are about are counted by network, so many times as for one recipient. */
const RECIPIENTS_OF_NETWORK = 10;

export type SubjectGroup = SubjectCounts & { purpose: RecipientScope };

/** What a form is counted for by whom it writes to and guesses about; `typed` are those whom it names. */
export function toSubjectGroups(
  request: Request,
  form: RelayedForm,
  { typed, network }: { typed: Subject[]; network: string },
): SubjectGroup[] {
  const url = readUrl(request);
  const flow = toFlowKey(url.searchParams.get("flow") ?? "");
  const memory: Memory | undefined = flow ? { of: "flow", key: toKey(`flow ${flow}`) } : undefined;
  const groups: SubjectGroup[] = [];
  if (form.sends) groups.push({ ...toSend(form, { flow: memory, asked: toAskedKey(url) }), typed });
  else if (form.flow === "login") groups.push({ ...toSendByName(toAskedKey(url)), typed });
  if (form.flow === "login" && !(form.sends && isCodes(form))) groups.push(toSendAfterLogin(form));
  if (form.flow === "login" && form.hasPassword) groups.push(toPasswordGuess(typed));
  if (form.flow !== "settings" && form.hasCode) {
    groups.push({
      purpose: "guess",
      ...toCounts("guess"),
      typed,
      memory,
      whose: "all",
      otherwise: form.flow === "recovery" ? toUnknownGuesses(network) : [],
      rememberSeconds: REMEMBER_SECONDS,
    });
  }
  const session = readSession(request);
  // A code may be a second factor too, and then names nobody where the server sent it by itself.
  if (form.flow === "login" && (form.hasSecondFactor || form.hasCode) && session) {
    groups.push(toSecondFactorGuess(session, network));
  }
  return groups;
}

/** A recovery that an operator began names nobody here: its codes are counted all the same. */
function toUnknownGuesses(network: string): SubjectGroup["otherwise"] {
  const { guesses: limit } = getConfig().rateLimits;
  return limit ? [{ scope: "guess-network", key: network, limit: times(RECIPIENTS_OF_NETWORK, limit) }] : [];
}

function times(factor: number, limit: RateLimit): RateLimit {
  return { ...limit, posts: limit.posts * factor };
}

/** A code that is entered asks for no message where Kratos has taken a form of that flow that asked for one. */
function toSend(form: RelayedForm, memories: { flow?: Memory; asked?: Memory }): Omit<SubjectGroup, "typed"> {
  const counts = { purpose: "send" as const, ...toCounts("send"), otherwise: [] };
  if (entersCode(form)) return { ...counts, whose: "new", memory: memories.asked };
  return { ...counts, whose: "typed", memory: memories.flow, rememberSeconds: REMEMBER_SECONDS };
}

/**
 * Newer servers send a code to whoever has no other way to sign in, as soon as they are named, by any form that no method takes
 * (v26.2.0, identifier-first). Only what was sent is counted, and looked at here: who has a password is kept from it by nobody.
 */
function toSendByName(asked: Memory | undefined): Omit<SubjectGroup, "typed"> {
  const { strangers, known } = toCounts("send-by-name");
  const look = (counts: SubjectCount[]) => counts.map((count) => ({ ...count, looksOnly: true }));
  return {
    purpose: "send-by-name",
    strangers: look(strangers),
    known: look(known),
    whose: "new",
    memory: asked,
    otherwise: [],
  };
}

/**
 * Kratos takes no notice of a code beside another method of a registration, which may write to a new account by itself, nor beside
 * the address that a link is to go to; beside a key it may take none.
 */
function entersCode({ flow, method, hasCode, hasKey, resends }: RelayedForm): boolean {
  if (flow === "settings" || method === "link" || (flow === "registration" && method !== "code"))
    return false;
  return hasCode && !hasKey && !resends;
}

/** Whether Kratos lets nobody in by it but with a message that was counted. */
function isCodes({ hasKey, method }: RelayedForm): boolean {
  return method === "code" && !hasKey;
}

/** Under which it is remembered whom Kratos was asked to write to in a flow, once it has taken the form. */
export function toAskedKey({ searchParams }: URL): Memory | undefined {
  const flow = toFlowKey(searchParams.get("flow") ?? "");
  return flow ? { of: "asked", key: toKey(`asked ${flow}`) } : undefined;
}

/** A right password, security key or passkey may send a message too: to somebody whose address is not verified yet. */
function toSendAfterLogin(form: RelayedForm): SubjectGroup {
  const { sends: limit } = getConfig().rateLimits;
  const look: SubjectCount[] = limit
    ? [{ scope: "send-after-login", of: "account", limit, looksOnly: true }]
    : [];
  const account = toAccount(form);
  const typed = account ? [account] : [];
  return { purpose: "guess", typed, whose: "typed", strangers: look, known: look, otherwise: [] };
}

/**
 * Whose account a right sign-in opens: that of the passkey, whatever name stands beside it. Whether Kratos opens a code's or a
 * security key's is not known of a form with both: each whom it names is counted for a message of a code's.
 */
export function toAccount({ account, hasKey, keyHandle, method }: RelayedForm): Subject | undefined {
  if (!keyHandle) return method === "code" && hasKey ? undefined : toSubject(account);
  const key = toKey(`passkey ${keyHandle}`);
  return `${key}~${key}`;
}

function toPasswordGuess(typed: Subject[]): SubjectGroup {
  return { purpose: "guess", typed, whose: "typed", ...toCounts("guess"), otherwise: [] };
}

/** The account is that of the session, which says who it is only once the second factor is there: it is remembered. */
function toSecondFactorGuess(session: string, network: string): SubjectGroup {
  const { guesses: limit } = getConfig().rateLimits;
  const memory = toSessionKey(session);
  const otherwise: SubjectGroup["otherwise"] = limit
    ? [
        { scope: "second-factor-session", key: memory.key, limit },
        { scope: "second-factor-network", key: network, limit: times(SESSIONS_OF_NETWORK, limit) },
      ]
    : [];
  return {
    purpose: "second-factor",
    ...toCounts("second-factor"),
    typed: [],
    memory,
    whose: "all",
    otherwise,
  };
}

export function toCounts(scope: RecipientScope): Pick<SubjectGroup, "strangers" | "known"> {
  const { sends, recipientSends, guesses, recipientGuesses } = getConfig().rateLimits;
  if (scope === "send" || scope === "send-by-name")
    return toSubjectCounts(scope, { narrow: sends, wide: recipientSends });
  const limits = { narrow: guesses, wide: recipientGuesses };
  return scope === "guess" ? toSubjectCounts(scope, limits) : toSecondFactorCounts(limits);
}

/** Kratos' session cookie as the browser sent it. */
export function readSession(request: Request): string | undefined {
  return readCookies(request).find(({ name }) => isSessionCookie(name))?.value;
}

/** Under which it is remembered whose session this is. */
export function toSessionKey(session: string): Memory {
  return { of: "session", key: toKey(`session ${toOneSpelling(session)}`) };
}

const BASE64 = /^[\w+/-]+=*$/;

/**
 * A cookie's value as Kratos reads it, however it is written: in quotes, by either alphabet of base64, with other bits behind
 * the last byte (net/http, gorilla/securecookie).
 */
function toOneSpelling(value: string): string {
  const bare = /^"(.*)"$/.exec(value)?.[1] ?? value;
  return BASE64.test(bare) ? Buffer.from(bare, "base64url").toString("base64url") : bare;
}
