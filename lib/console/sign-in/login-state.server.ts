/** What the browser keeps, sealed, between the way to the provider and back: state, nonce, PKCE verifier (C3). */

import { createHash } from "node:crypto";
import { z } from "zod";
import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  readCookies,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { getStore } from "../store/get-store.server";

const PREFIX = `${OWN_COOKIE_PREFIX}console-sign-in-`;
const LIFETIME_SECONDS = 10 * 60;

const stateSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  /** Milliseconds. */
  startedAt: z.number(),
  /** Of the session that is being stepped up. */
  handle: z.string().optional(),
});

export type LoginState = z.output<typeof stateSchema>;

/** @returns Set-Cookie lines; each tab's way has a cookie of its own */
export async function keepLoginState(state: LoginState): Promise<string[]> {
  const name = toName(state.state);
  return [formatOwnCookie(name, await seal(state, name, LIFETIME_SECONDS), LIFETIME_SECONDS)];
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
