/** What the console is configured with. */

import type { Role } from "./operator/permissions";

export interface OperatorEntry {
  issuer: string;
  subject: string;
  role: Role;
  name?: string;
}

/** How operators sign in. */
export type SignInConfig =
  | {
      kind: "oidc";
      issuer: string;
      internalUrl?: string;
      clientId: string;
      clientSecret: string;
      scope: string;
      /** Accepted `acr` values, most wanted first; empty: not checked. */
      acrValues: readonly string[];
    }
  | { kind: "kratos"; issuer: string };

export interface ConsoleConfig {
  /** `href` ends with `/console`; `basePath` is what comes before that. */
  url: { origin: string; basePath: string; href: string };
  /** Whether the console has another origin than Foyer's pages. */
  hasOwnOrigin: boolean;
  signIn: SignInConfig;
  operators: readonly OperatorEntry[];
  roleClaim?: { claim: string; roles: Readonly<Record<string, Role>> };
  /** The issuer whose subjects are identities of this Kratos; undefined with a corporate provider. */
  identityIssuer?: string;
  stepUpMs: number;
  sessionMs: number;
  idleMs: number;
  /** The API that Ory Network manages projects by, where it is used. */
  network?: { url: string; token: string };
  trail: { maxAgeMs: number; maxEntries: number };
}
