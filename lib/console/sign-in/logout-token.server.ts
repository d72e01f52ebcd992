/** Checks a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6, ASVS 10.5.5) and ends what it names (C17). */

import { createRemoteJWKSet, customFetch, type JWTPayload, jwtVerify } from "jose";
import { getProcessState } from "@/lib/process/state";
import { HttpError } from "@/lib/web/http-error";
import { endProviderSessions } from "../session/sessions.server";
import { getStore } from "../store/get-store.server";
import { getProvider, type OidcSignIn, toProviderFetch } from "./provider.server";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";

/**
 * `logout+jwt` as the specification recommends. Hydra v2.3 writes `JWT`; then the event, the missing nonce and the jti
 * tell it from an ID token.
 */
const TYPES = new Set(["logout+jwt", "application/logout+jwt", "jwt"]);

/** How old a token may be, and by how much the two clocks may differ, in seconds; its jti is remembered for twice both. */
const MAXIMUM_AGE_SECONDS = 5 * 60;
const CLOCK_TOLERANCE_SECONDS = 60;
const REMEMBERED_MS = (MAXIMUM_AGE_SECONDS + CLOCK_TOLERANCE_SECONDS) * 2000;
const TOKEN_LIMIT = 8000;

/** Keys that could not be fetched, or that are none, say nothing of the token: jose's codes for a late, another and a wrong answer. */
const WITHOUT_KEYS: ReadonlySet<string> = new Set([
  "ERR_JWKS_TIMEOUT",
  "ERR_JOSE_GENERIC",
  "ERR_JWKS_INVALID",
]);

/** Why a token is refused; logged, and never told to who sent it. */
type LogoutTokenProblem = "signature-or-claims" | "type" | "event" | "nonce" | "subject" | "jti" | "replayed";

/** @returns how many sessions ended, or what is wrong with the token @throws when provider or store do not answer */
export async function acceptLogoutToken(
  token: string,
  signIn: OidcSignIn,
): Promise<{ ended: number } | { problem: LogoutTokenProblem }> {
  const verified = await verify(token, signIn);
  if (!verified) return { problem: "signature-or-claims" };
  const problem = findProblem(verified.payload, verified.type);
  if (problem) return { problem };
  const { jti = "", sub, sid } = verified.payload;
  const store = await getStore();
  const key = `logout:${jti}`;
  if ((await store.get(key)) !== undefined) return { problem: "replayed" };
  const named = typeof sid === "string" ? { providerSession: sid } : { subject: sub };
  const ended = await endProviderSessions(signIn.issuer, named);
  // Not before: what could not be ended is tried again by the same token.
  await store.put(key, "used", REMEMBERED_MS);
  return { ended };
}

/**
 * Besides signature, issuer, audience and age.
 * @internal exported for tests
 */
export function findProblem(payload: JWTPayload, type: string | undefined): LogoutTokenProblem | undefined {
  if (type !== undefined && !TYPES.has(type.toLowerCase())) return "type";
  const { events, nonce, sub, sid, jti } = payload;
  const event =
    typeof events === "object" && events !== null && EVENT in events ? events[EVENT as never] : undefined;
  if (typeof event !== "object" || event === null) return "event";
  if (nonce !== undefined) return "nonce";
  if (typeof sub !== "string" && typeof sid !== "string") return "subject";
  if (typeof jti !== "string" || jti === "" || jti.length > 200) return "jti";
  return undefined;
}

async function verify(
  token: string,
  signIn: OidcSignIn,
): Promise<{ payload: JWTPayload; type: string | undefined } | undefined> {
  if (token.length > TOKEN_LIMIT) return undefined;
  const provider = await askSeldom("metadata", signIn.issuer, () => getProvider(signIn)).catch(() => {
    throw toAway();
  });
  const metadata = provider.serverMetadata();
  const address = metadata.jwks_uri ?? "";
  const keys = getKeys(address, signIn);
  try {
    const { payload, protectedHeader } = await jwtVerify(
      token,
      (header, jws) => askSeldom("keys", address, () => keys(header, jws)),
      {
        issuer: metadata.issuer,
        audience: signIn.clientId,
        maxTokenAge: MAXIMUM_AGE_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      },
    );
    return { payload, type: protectedHeader.typ };
  } catch (error) {
    if (isAboutProvider(error)) throw toAway();
    return undefined;
  }
}

/** By jose's code: anything else is a fault of reading. */
function isAboutProvider(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return !code.startsWith("ERR_J") || WITHOUT_KEYS.has(code);
}

/** So long a provider that did not answer is not asked again, in milliseconds: anybody can send tokens that nobody signed. */
const AWAY_MS = 5000;

/** @param where the address that is asked @throws what `ask` throws, also when it has just thrown it */
async function askSeldom<T>(what: "metadata" | "keys", where: string, ask: () => Promise<T>): Promise<T> {
  const away = getProcessState<{ [Key in typeof what]?: { where: string; until: number } }>(
    "console-logout-away",
    () => ({}),
  );
  const known = away[what];
  if (known?.where === where && performance.now() < known.until) throw toAway();
  try {
    return await ask();
  } catch (error) {
    if (isAboutProvider(error)) away[what] = { where, until: performance.now() + AWAY_MS };
    throw error;
  }
}

/** The provider may send its token again. */
function toAway(): HttpError {
  return new HttpError(503, "upstream-unavailable");
}

function getKeys(address: string, signIn: OidcSignIn): ReturnType<typeof createRemoteJWKSet> {
  const state = getProcessState<{ address?: string; keys?: ReturnType<typeof createRemoteJWKSet> }>(
    "console-logout-keys",
    () => ({}),
  );
  if (!state.keys || state.address !== address) {
    state.keys = createRemoteJWKSet(new URL(address), { [customFetch]: toProviderFetch(signIn) });
    state.address = address;
  }
  return state.keys;
}
