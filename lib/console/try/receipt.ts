/** Explains what an app got: never the tokens themselves. */

import type { Receipt } from "../act/receipt";
import { toSegment } from "../request/segment";

interface Got {
  name: string;
  clientId: string;
  /** Scopes that were asked for, and given. */
  asked: string;
  given?: string;
  /** Lifetime of the access token, in seconds. */
  expiresIn?: number;
  isJwt: boolean;
  hasRefreshToken: boolean;
  claims?: Readonly<Record<string, unknown>>;
  isRevoked: boolean;
}

/** OpenID Connect Core §2; what is not here is said by its name. */
const MEANINGS: Readonly<Record<string, string>> = {
  iss: "Who says so (iss)",
  sub: "Who signed in (sub)",
  aud: "For which app (aud)",
  exp: "Until (exp)",
  iat: "Given out (iat)",
  auth_time: "Signed in at (auth_time)",
  acr: "How surely (acr)",
  amr: "By which methods (amr)",
  sid: "Session at Hydra (sid)",
  email: "Address (email)",
  email_verified: "Address verified (email_verified)",
};

const TIMES = new Set(["exp", "iat", "nbf", "auth_time", "rat"]);

export function toTriedReceipt(got: Got): Receipt {
  const { name, clientId, asked, given = asked, expiresIn, isJwt, hasRefreshToken, claims, isRevoked } = got;
  const kind = isJwt ? "a JWT, which an API checks by itself" : "opaque: an API asks Hydra about it";
  return {
    title: `${name}: the sign-in works`,
    lead: "What the app would have got. The tokens were shown nowhere.",
    steps: [
      { label: "Hydra: code changed into tokens", result: "done" },
      { label: "Hydra: tokens revoked", result: isRevoked ? "done" : "unknown" },
    ],
    facts: [
      { label: "Scopes asked for", value: asked },
      { label: "Scopes given", value: given },
      { label: "Access token", value: expiresIn === undefined ? kind : `${kind}; for ${expiresIn} seconds` },
      { label: "Refresh token", value: hasRefreshToken ? "given" : "none: offline_access was not given" },
      {
        label: "ID token",
        value: claims ? "given, and its signature is right" : "none: openid was not given",
      },
      ...Object.entries(claims ?? {})
        .filter(([claim]) => claim !== "nonce" && !claim.endsWith("_hash"))
        .map(([claim, value]) => ({ label: MEANINGS[claim] ?? claim, ...toValue(claim, value) })),
    ],
    links: toLinks(clientId),
  };
}

type Refused = Pick<Got, "name" | "clientId"> & {
  /** Undefined where no token had been given out. */
  isRevoked: boolean | undefined;
};

/** @param error as OAuth 2.0 names it, such as `access_denied` */
export function toRefusedReceipt(
  { name, clientId, isRevoked }: Refused,
  error: string,
  description: string,
): Receipt {
  return {
    title: `${name}: the sign-in ended with ${error}`,
    lead: "This is what the app would have been told.",
    steps:
      isRevoked === undefined
        ? undefined
        : [
            { label: "Hydra: code changed into tokens", result: "done" },
            { label: "Hydra: tokens revoked", result: isRevoked ? "done" : "unknown" },
          ],
    facts: [
      { label: "Error", value: error },
      { label: "Description", value: description },
    ],
    links: toLinks(clientId),
  };
}

function toLinks(clientId: string) {
  const path = `/clients/${toSegment(clientId)}`;
  return [
    { path: `${path}/try`, label: "Try it again, or end it" },
    { path, label: "Back to the app" },
  ];
}

function toValue(claim: string, value: unknown): { value: string; isTime?: true } {
  if (TIMES.has(claim) && typeof value === "number")
    return { value: new Date(value * 1000).toISOString(), isTime: true };
  return { value: typeof value === "string" ? value : JSON.stringify(value) };
}
