/** What the browser keeps, sealed, between the way to the provider and back: state, nonce, PKCE verifier (C3). */

import { createHash } from "node:crypto";
import { z } from "zod";
import {
  type CookiePair,
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  readCookies,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { SIGN_IN_MS } from "../session/session";
import { getStore } from "../store/get-store.server";

const PREFIX = `${OWN_COOKIE_PREFIX}console-sign-in-`;
const LIFETIME_SECONDS = SIGN_IN_MS / 1000;

/** Ways that one browser may be on: any site can begin one in it, and a head of many would be read by no server (threat D6). */
const MOST_WAYS = 4;

/** What the others of them may take together, in characters: a link chooses where one leads, in up to 2,000. */
const OTHERS_SPACE = 4096;

const stateSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  /** Milliseconds. */
  startedAt: z.number(),
  /** By the store's clock, against which sessions are ended meanwhile. */
  since: z.number().default(0),
  /** Of the session that is being stepped up. */
  handle: z.string().optional(),
});

export type LoginState = z.output<typeof stateSchema>;

/** @returns Set-Cookie lines; each tab's way has a cookie of its own, and the oldest make room: browsers send the newest last */
export async function keepLoginState(request: Request, state: LoginState): Promise<string[]> {
  const name = toName(state.state);
  const others = readCookies(request).filter((cookie) => cookie.name.startsWith(PREFIX));
  return [
    ...toOldest(others).map((cookie) => formatExpiredOwnCookie(cookie.name)),
    formatOwnCookie(name, await seal(state, name, LIFETIME_SECONDS), LIFETIME_SECONDS),
  ];
}

/** Those for which there is no room beside a new one. */
function toOldest(cookies: readonly CookiePair[]): readonly CookiePair[] {
  let space = OTHERS_SPACE;
  const oldest = cookies.toReversed().findIndex(({ name, value }, index) => {
    space -= name.length + value.length;
    return space < 0 || index >= MOST_WAYS - 1;
  });
  return oldest < 0 ? [] : cookies.slice(0, cookies.length - oldest);
}

/** The state that the provider sent back, once (threat C3); undefined for another browser's, a used or an old one. */
export async function takeLoginState(
  request: Request,
  state: string,
): Promise<{ login?: LoginState; setCookies: string[] }> {
  const name = toName(state);
  const cookie = readCookies(request).find((own) => own.name === name);
  const parsed = stateSchema.safeParse(cookie && (await unseal(cookie.value, name)));
  const setCookies = [formatExpiredOwnCookie(name)];
  if (!parsed.success || parsed.data.state !== state) return { setCookies };
  const store = await getStore();
  const isFirst = await store.putNew(`sign-in:${name}`, "used", LIFETIME_SECONDS * 1000);
  return isFirst ? { login: parsed.data, setCookies } : { setCookies };
}

function toName(state: string): string {
  return PREFIX + createHash("sha256").update(state).digest("base64url").slice(0, 16);
}
