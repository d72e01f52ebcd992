/** What an operator may configure of the OAuth2 decisions: one zod schema, every part with a default. */

import { z } from "zod";
import { METHODS, type Method } from "@/lib/self-service/methods";
import { claimSourceSchema, claimsConfigSchema } from "./claims/claims-config";
import { SCOPE_ICONS } from "./consent/scope-icons";

const ONE_HOUR_SECONDS = 60 * 60;
const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60;

/** Hydra's columns of seconds have 32 bits. */
const MOST_SECONDS = 2_147_483_647;

/** Kratos' authenticator assurance levels that a session can have. */
export type Aal = "aal1" | "aal2";

const aal = z.enum(["aal1", "aal2"]);

/**
 * `acr` values that Foyer understands, and the assurance level each one needs.
 * `1` and `2` are what OpenID's conformance suite asks for when discovery names none.
 */
const ACR_LEVELS: Record<string, Aal> = { aal1: "aal1", aal2: "aal2", "1": "aal1", "2": "aal2" };

/** Kratos' method → names of IANA's registry (RFC 8176 §2), recovery's two included. */
const AMR: Record<string, string[]> = {
  ...Object.fromEntries(
    Object.entries<Method>(METHODS).flatMap(([name, { amr }]) => (amr ? [[name, [...amr]]] : [])),
  ),
  code_recovery: ["otp"],
  link_recovery: ["otp"],
};

const scopeText = z.strictObject({
  title: z.string().min(1).max(200).optional(),
  description: z.string().max(500).optional(),
  /** One of Foyer's own drawings; never a URL (threat L3). */
  icon: z.enum(SCOPE_ICONS).optional(),
});

/** What the environment says (lib/config/environment.ts). */
export const oauth2EnvironmentSchema = z.object({
  /** Seconds that Hydra remembers a sign-in; 0 = until the browser closes. */
  rememberLoginSeconds: z.number().int().min(0).default(0),
  /** Seconds that a remembered consent lasts. Never 0, which Hydra reads as "for ever" (threat O19). */
  rememberConsentSeconds: z.number().int().min(1).default(ONE_HOUR_SECONDS),
  /** Clients that are first-party whatever their `skip_consent` says. */
  trustedClientIds: z.array(z.string().min(1)).default([]),
});

/** What stands in the file that FOYER_OAUTH2_CONFIG names. */
export const oauth2FileSchema = z.strictObject({
  /** Each use of a remembered sign-in starts its time anew (Hydra's `extend_session_lifespan`). */
  extendLogin: z.boolean().default(true),
  /**
   * Seconds that Hydra lists a consent which was *not* remembered, so that it can be seen and revoked while its
   * refresh token lives (Hydra's default for that is 30 days too).
   */
  listConsentSeconds: z.number().int().min(1).max(MOST_SECONDS).default(THIRTY_DAYS_SECONDS),
  /** `acr` value → assurance level that satisfies it. */
  acrLevels: z.record(z.string().min(1), aal).default(ACR_LEVELS),
  /** `acr` sent when the client asked for none, by assurance level. */
  acrNames: z
    .strictObject({ aal1: z.string().min(1), aal2: z.string().min(1) })
    .default({ aal1: "aal1", aal2: "aal2" }),
  /** None of the values asked for is known: refuse, or answer with the session's own. */
  unknownAcr: z.enum(["reject", "ignore"]).default("reject"),
  /** A second factor is asked for and the person has none: offer to set one up, or refuse. */
  missingSecondFactor: z.enum(["enrol", "reject"]).default("enrol"),
  /** Kratos' authentication method → RFC 8176 `amr` values; given entries replace the default's. */
  amr: z
    .record(z.string(), z.array(z.string().min(1)))
    .default({})
    .transform((given) => ({ ...AMR, ...given })),
  /**
   * Names put into the login's `context`, each from the identity like a claim; Hydra hands it to the consent. Foyer's own
   * (`kratos_session_id`) counts before them.
   */
  context: z.record(z.string().min(1), claimSourceSchema).default({}),
  claims: claimsConfigSchema,
  /** Words and icons of scopes; those of OpenID Connect have theirs in the catalogue. */
  scopes: z.record(z.string().min(1), scopeText).default({}),
  /** Token audience: grant what was requested (Hydra admits only the client's registered ones), nothing, or these. */
  audience: z.union([z.enum(["requested", "none"]), z.array(z.string().min(1))]).default("requested"),
  /** Letter case of Hydra's user codes: its default alphabet has both, so they are kept unless told otherwise. */
  userCodeCase: z.enum(["keep", "upper"]).default("keep"),
});

/** @internal exported for tests */
export const oauth2ConfigSchema = oauth2EnvironmentSchema.extend(oauth2FileSchema.shape);

export type OAuth2Config = z.output<typeof oauth2ConfigSchema>;
