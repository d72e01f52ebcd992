/**
 * Which answers of identity providers this browser waits for (threat F19).
 *
 * Kratos v1.3 binds a native flow's `state` to no browser: whoever opens its callback is signed in for the app that began it.
 * So Foyer keeps a digest of each `state` that it led this browser away with, and lets no other answer through.
 */

import { createHash } from "node:crypto";
import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { parseJson, read } from "@/lib/json";
import { limitProviderAnswer } from "@/lib/limits/limit-post";
import type { UpstreamAnswer } from "@/lib/ory/transport";
import { expectAccountLink, findDestinedSignIn } from "@/lib/self-service/page/account-link.server";
import { beginsSession, CONTINUITY_COOKIE } from "@/lib/web/cookies/cookies";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";
import { readUrl } from "@/lib/web/request-url";
import { DESTINATION_PARAMETER } from "./relay-rules";

/** Longer than Kratos v1.3 itself waits for a provider (half an hour), in seconds. */
const WAIT_SECONDS = 60 * 60;

/** Tabs that wait at the same time; the oldest falls off. */
const WAITING_LIMIT = 8;

/** Longest destination that is kept, in characters: the cookie has little room. */
const DESTINATION_LIMIT = 600;

/** Longest id of a flow that is kept, in characters: Kratos' have 36. */
const FLOW_LIMIT = 64;

/** 128 bits, in characters of base64url. */
const DIGEST_LENGTH = 22;

/** What names a round trip: OAuth 2.0's `state`; OAuth 1.0a's token, which its refusal (`denied`) brings back too. */
const STATE = "state";
const TOKEN = "oauth_token";
const DENIED = "denied";

const cookie = sealedCookie({
  name: "begun",
  ttlSeconds: WAIT_SECONDS,
  schema: z.object({
    /** Digest, and until when it is waited for, in seconds since the epoch; the newest first. */
    begun: z.array(z.tuple([z.string(), z.number()])).max(WAITING_LIMIT),
    /** Where the newest was going: Kratos forgets it with a flow that runs out meanwhile. */
    returnTo: z.string().max(DESTINATION_LIMIT).optional(),
    /** Sign-ins that they were going to, which no provider's answer makes (threat F12). */
    destined: z.array(z.string().max(FLOW_LIMIT)).max(WAITING_LIMIT).optional(),
  }),
});

/** Kratos' own words for a browser that it does not know, which the error page has words for in each language. */
export const NOT_BEGUN = {
  code: 400,
  status: "Bad Request",
  reason: "The browser does not contain the necessary cookie to resume the session.",
} as const;

/** Whether an answer is one of those that this browser waits for, and not one too many. @throws HttpError 429 */
export async function takesAnswer(request: Request, query: URLSearchParams): Promise<boolean> {
  if (!(await isBegunHere(request, query))) return false;
  await limitProviderAnswer(toSignIns(query));
  return true;
}

/**
 * Whether this browser was led to the provider whose answer this is. A provider that knows the `state` of one sign-in must not
 * carry another's through with it: as a token it counts for nothing.
 * @param query of the callback. Several of a name must all be known: servers differ in which one counts
 * @internal exported for tests
 */
export async function isBegunHere(request: Request, query: URLSearchParams): Promise<boolean> {
  if (getConfig().nativeSocialSignIn) return true;
  const known = new Set(toWaiting(await cookie.read(request)).map(([digest]) => digest));
  const states = query.getAll(STATE);
  if (states.length > 0 && states.every((state) => known.has(toDigest(STATE, state)))) return true;
  // Kratos adds a `state` of its own to the callback of OAuth 1.0a, which its way to the provider does not show.
  const tokens = [...query.getAll(TOKEN), ...query.getAll(DENIED)];
  return tokens.length > 0 && tokens.every((token) => known.has(toDigest(TOKEN, token)));
}

/**
 * Digests of the sign-ins that a provider's answer says it is of. No more of a name than a browser waits for: Kratos takes the
 * first, and where any answer is let through a stranger makes up as many as an address holds (threat D1).
 */
function toSignIns(query: URLSearchParams): string[] {
  const digest = (name: string, as: typeof STATE | typeof TOKEN) =>
    query
      .getAll(name)
      .slice(0, WAITING_LIMIT)
      .map((value) => toDigest(as, value));
  return [...new Set([...digest(STATE, STATE), ...digest(TOKEN, TOKEN), ...digest(DENIED, TOKEN)])];
}

interface Answered {
  answer: UpstreamAnswer;
  location?: string;
  /** Kratos' lines. */
  setCookies: string[];
}

/** Set-Cookie lines that keep a step to a provider, or one back from it to a sign-in that may link. */
export async function keepProviderStep(request: Request, answered: Answered): Promise<string[]> {
  const { location, answer, setCookies } = answered;
  const begun = await keepBegun(request, answered);
  // Whoever is signed in is led to a destination, which anybody may have written into the address of the sign-in.
  if (begun || setCookies.some(beginsSession)) return begun ?? [];
  const json = location === undefined ? parseJson(answer.body.toString()) : undefined;
  const { destined = [] } = (await cookie.read(request)) ?? {};
  return expectAccountLink(request, location, json, [...toDestined(toFormDestination(request)), ...destined]);
}

/** Where the flow of a form is going. */
function toFormDestination(request: Request): string | undefined {
  return readUrl(request).searchParams.get(DESTINATION_PARAMETER) ?? undefined;
}

function toDestined(destination: string | undefined): string[] {
  const flow = destination === undefined ? undefined : findDestinedSignIn(destination);
  return flow !== undefined && flow.length <= FLOW_LIMIT ? [flow] : [];
}

/**
 * Undefined where Kratos does not lead to a provider. An address with a `state` is not enough: anybody may write one into the
 * destination of a flow. Whenever Kratos leads to a provider it sets its continuity cookie too, and it never does where it
 * leads to a destination.
 */
async function keepBegun(
  request: Request,
  { answer, location, setCookies }: Answered,
): Promise<string[] | undefined> {
  if (!setCookies.some(setsContinuity)) return undefined;
  const href = location ?? toScriptedLocation(answer);
  if (href === undefined || !URL.canParse(href)) return undefined;
  const { searchParams } = new URL(href);
  const name = searchParams.has(STATE) ? STATE : TOKEN;
  const value = searchParams.get(name);
  if (!value) return undefined;
  const digest = toDigest(name, value);
  const kept = await cookie.read(request);
  const earlier = toWaiting(kept).filter(([known]) => known !== digest);
  const begun = [[digest, toSeconds() + WAIT_SECONDS] as [string, number], ...earlier];
  const returnTo = toFormDestination(request);
  const isKept = returnTo !== undefined && returnTo.length <= DESTINATION_LIMIT;
  const destined = new Set([...toDestined(returnTo), ...(kept?.destined ?? [])]);
  return [
    await cookie.write({
      begun: begun.slice(0, WAITING_LIMIT),
      ...(isKept && { returnTo }),
      ...(destined.size > 0 && { destined: [...destined].slice(0, WAITING_LIMIT) }),
    }),
  ];
}

/** Where the sign-in was going that this is a provider's answer to, if it is the newest. */
export async function findBegunDestination(
  request: Request,
  query: URLSearchParams,
): Promise<string | undefined> {
  const { begun = [], returnTo } = (await cookie.read(request)) ?? {};
  const [newest] = begun[0] ?? [];
  return newest !== undefined && toSignIns(query).includes(newest) ? returnTo : undefined;
}

function toWaiting(kept: { begun: [string, number][] } | undefined): [string, number][] {
  const now = toSeconds();
  return (kept?.begun ?? []).filter(([, until]) => until > now);
}

/** Where a script is told to lead the browser. */
function toScriptedLocation({ status, body }: UpstreamAnswer): string | undefined {
  if (status < 400) return undefined;
  const href = read(parseJson(body.toString()), "redirect_browser_to");
  return typeof href === "string" ? href : undefined;
}

/** Whether Kratos leads to a provider, or keeps a change of settings for after a sign-in. @param line of Set-Cookie */
export function setsContinuity(line: string): boolean {
  return line.startsWith(`${CONTINUITY_COOKIE}=`) && !/^[^=]+=(;|$)|;\s*max-age=(0|-)/i.test(line);
}

const toSeconds = () => Math.floor(Date.now() / 1000);

function toDigest(name: typeof STATE | typeof TOKEN, value: string): string {
  return createHash("sha256").update(`${name}=${value}`).digest("base64url").slice(0, DIGEST_LENGTH);
}
