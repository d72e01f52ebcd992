/** The authorization request of an app as the console makes it, and what Hydra answers to it. */

import * as oidc from "openid-client";
import { getConfig } from "@/lib/config/config";
import { parseJson, readString } from "@/lib/json";
import { OryError } from "../../ory/error";
import { getConsoleConfig } from "../get-console-config.server";
import { requirePublicHydra } from "../ory/require-hydra.server";
import { toConsoleUrl } from "../request/console-page.server";
import { toProviderFetch } from "../sign-in/provider.server";
import type { PendingTry } from "./pending-try.server";

/** Where Hydra's answer goes, while an app allows it. */
export function toTryAddress(): string {
  return toConsoleUrl("/try");
}

export function newTry(): Pick<PendingTry, "state" | "nonce" | "verifier"> {
  return {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  };
}

/** RFC 9700 §2.1.1: PKCE S256 for every app, whatever it does by itself. @throws OryError where Hydra does not answer as a provider */
export async function toRequestAddress(pending: PendingTry): Promise<string> {
  const url = oidc.buildAuthorizationUrl(await discover(pending), {
    redirect_uri: toTryAddress(),
    scope: pending.scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: "S256",
  });
  return url.href;
}

export interface Tried {
  tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;
  /** Whether what was given out was taken back at once. */
  isRevoked: boolean;
}

/** Changes the code into tokens, and revokes them, also those of an answer that is none: nobody uses them. @throws TryFailed */
export async function finishTry(pending: PendingTry, search: string): Promise<Tried> {
  const given = new Set<string>();
  let server: oidc.Configuration | undefined;
  try {
    server = await discover(pending, given);
    const tokens = await oidc.authorizationCodeGrant(server, new URL(toTryAddress() + search), {
      pkceCodeVerifier: pending.verifier,
      expectedState: pending.state,
      expectedNonce: pending.nonce,
    });
    return { tokens, isRevoked: await revoke(server, given) };
  } catch (error) {
    throw new TryFailed(
      toOryError(error),
      server && given.size > 0 ? await revoke(server, given) : undefined,
    );
  }
}

/** What kept Hydra from answering, out of what openid-client makes of it; anything else as it is. */
function toOryError(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof OryError ? error.cause : error;
}

/** @param cause what `fetch` or openid-client threw */
function toAway(cause: unknown): OryError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const isAnswer = code.startsWith("OAUTH_") && code !== "OAUTH_TIMEOUT";
  return new OryError({
    upstream: "hydra",
    operation: "try",
    kind: isAnswer ? "malformed" : "unreachable",
    cause,
  });
}

/** @param isRevoked undefined where nothing had been given out */
export class TryFailed extends Error {
  constructor(
    override readonly cause: unknown,
    readonly isRevoked: boolean | undefined,
  ) {
    super("the try failed", { cause });
    this.name = "TryFailed";
  }
}

/** @returns whether every one was taken back */
async function revoke(server: oidc.Configuration, given: ReadonlySet<string>): Promise<boolean> {
  const ends = await Promise.allSettled([...given].map((token) => oidc.tokenRevocation(server, token)));
  return ends.every(({ status }) => status === "fulfilled");
}

/** Before anything of the answer is checked: what was given out is then known, whatever is wrong with the rest. */
async function noteTokens(response: Response, given: Set<string>): Promise<void> {
  const text = await response.clone().text();
  const answer = parseJson(text);
  for (const name of ["refresh_token", "access_token"]) {
    const token = readString(answer, name);
    if (token) given.add(token);
  }
}

/** @param given takes every token that a server of it gives out @throws OryError where Hydra does not answer as a provider */
async function discover(
  { clientId, authMethod, secret }: PendingTry,
  given = new Set<string>(),
): Promise<oidc.Configuration> {
  const { publicUrl: issuer } = requirePublicHydra();
  const { signIn } = getConsoleConfig();
  const internalUrl = signIn.kind === "oidc" && signIn.issuer === issuer ? signIn.internalUrl : undefined;
  const isHttp = new URL(issuer).protocol === "http:";
  const ask = toProviderFetch({
    kind: "oidc",
    issuer,
    internalUrl,
    clientId,
    clientSecret: secret,
    scope: "",
    acrValues: [],
  });
  const fetchOnce = async (url: string, options: oidc.CustomFetchOptions) => {
    const response = await ask(url, options);
    if (options.method === "POST" && response.ok) await noteTokens(response, given);
    return response;
  };
  const server = oidc.discovery(new URL(issuer), clientId, undefined, toAuth(authMethod, secret), {
    timeout: Math.ceil(getConfig().upstreamTimeoutMs / 1000),
    [oidc.customFetch]: (url, options) =>
      fetchOnce(url, options).catch((error: unknown) => {
        // openid-client knows the end of its own time by this.
        throw error instanceof DOMException ? error : toAway(error);
      }),
    execute: [oidc.enableNonRepudiationChecks, ...(isHttp ? [oidc.allowInsecureRequests] : [])],
  });
  return server.catch((error: unknown) => {
    throw toAway(error);
  });
}

function toAuth(authMethod: string, secret: string): oidc.ClientAuth {
  if (authMethod === "none") return oidc.None();
  return authMethod === "client_secret_post" ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret);
}
