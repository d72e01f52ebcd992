/** The OpenID provider of operators: its metadata and keys, asked for at first use; addresses come from configuration. */

import * as oidc from "openid-client";
import { getConfig } from "@/lib/config/config";
import { getProcessState } from "@/lib/process/state";
import type { SignInConfig } from "../config";
import { getConsoleConfig } from "../get-console-config.server";

/** After so long the provider's metadata is read anew, in milliseconds. */
const REMEMBER_MS = 60 * 60 * 1000;

export type OidcSignIn = Extract<SignInConfig, { kind: "oidc" }>;

interface Known {
  at: number;
  provider: Promise<oidc.Configuration>;
}

/** For where its addresses alone count. @throws what openid-client throws; a failure is not remembered */
export function getProvider(signIn: OidcSignIn, now = performance.now()): Promise<oidc.Configuration> {
  const { known } = getState();
  return known && now - known.at < REMEMBER_MS ? known.provider : getProviderAnew(signIn, now);
}

const getState = () => getProcessState<{ known?: Known }>("console-provider", () => ({}));

/**
 * For where a signature is checked: keys and algorithms that were remembered would keep every operator out after the
 * provider changed them, and operators are who changes them. A sign-in is seldom enough to ask each time.
 */
export function getProviderAnew(signIn: OidcSignIn, now = performance.now()): Promise<oidc.Configuration> {
  const state = getState();
  const provider = discover(signIn);
  state.known = { at: now, provider };
  provider.catch(() => {
    state.known = undefined;
  });
  return provider;
}

async function discover(signIn: OidcSignIn): Promise<oidc.Configuration> {
  const isHttp = new URL(signIn.issuer).protocol === "http:";
  return oidc.discovery(
    new URL(signIn.issuer),
    signIn.clientId,
    undefined,
    oidc.ClientSecretBasic(signIn.clientSecret),
    {
      timeout: Math.ceil(getConfig().upstreamTimeoutMs / 1000),
      [oidc.customFetch]: toProviderFetch(signIn),
      execute: [oidc.enableNonRepudiationChecks, ...(isHttp ? [oidc.allowInsecureRequests] : [])],
    },
  );
}

/** Reaches the provider where Foyer can, when that is another address than browsers use. */
export function toProviderFetch({ issuer, internalUrl }: OidcSignIn) {
  return (url: string, options: oidc.CustomFetchOptions | RequestInit): Promise<Response> =>
    fetch(toReachable(url, issuer, internalUrl), options as RequestInit);
}

/** @internal exported for tests */
export function toReachable(url: string, issuer: string, internalUrl: string | undefined): string {
  const { origin } = new URL(issuer);
  return internalUrl && url.startsWith(`${origin}/`)
    ? new URL(internalUrl).origin + url.slice(origin.length)
    : url;
}

/** @throws Error when operators do not sign in with a provider: nothing calls it then */
export function requireOidcSignIn(): OidcSignIn {
  const { signIn } = getConsoleConfig();
  if (signIn.kind !== "oidc") throw new Error("Operators sign in with Kratos.");
  return signIn;
}
