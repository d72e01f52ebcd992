/** The claims mapping as an operator writes it: where each claim comes from, and which scope releases it where. */

import { z } from "zod";

/**
 * Claims that Hydra or the protocol set. A mapping for one of them is refused: it would be ignored at best
 * (Hydra overwrites them in ID tokens) and misread at worst (OIDC Core §2, RFC 7519 §4.1, RFC 9068 §2.2).
 */
export const RESERVED_CLAIMS: ReadonlySet<string> = new Set(
  (
    "sub iss aud exp iat nbf jti rat auth_time nonce acr amr azp sid at_hash c_hash s_hash sub_jwk events cnf act may_act " +
    "client_id scp scope ext username token_type token_use active"
  ).split(" "),
);

/** Names that would reach a prototype instead of an own property (threat V2). */
const UNSAFE_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** The only parts of an identity a mapping can point into; `metadata_admin` and credentials are not among them. */
export const CLAIM_ROOTS = [
  "traits",
  "metadata_public",
  "id",
  "external_id",
  "organization_id",
  "schema_id",
] as const;

/** Values worked out rather than looked up. */
const COMPUTED_CLAIMS = ["name", "email_verified", "phone_number_verified", "updated_at", "address"] as const;
export type ComputedClaim = (typeof COMPUTED_CLAIMS)[number];

const COMPUTED_PREFIX = "computed:";

/** `computed:email_verified` → `email_verified`; undefined for a pointer. */
export function toComputedName(source: string): ComputedClaim | undefined {
  return COMPUTED_CLAIMS.find((name) => source === COMPUTED_PREFIX + name);
}

const source = z.string().refine(isSource, {
  error: `is neither a JSON pointer into ${CLAIM_ROOTS.map((root) => `/${root}`).join(", ")} nor one of ${COMPUTED_CLAIMS.map(
    (name) => COMPUTED_PREFIX + name,
  ).join(", ")}`,
});

/** One source, or several of which the first with a value counts. */
export const claimSourceSchema = z
  .union([source, z.array(source).min(1)])
  .transform((value) => (Array.isArray(value) ? value : [value]));

const claimName = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !RESERVED_CLAIMS.has(name), { error: "is set by Hydra and cannot be mapped" })
  .refine((name) => !UNSAFE_NAMES.has(name), { error: "is not a usable claim name" });

const byScope = z.record(
  z
    .string()
    .min(1)
    .refine((name) => !UNSAFE_NAMES.has(name)),
  z.array(claimName),
);

/** OIDC Core §5.1, with the trait names that identity schemas commonly use. */
const DEFAULT_CLAIM_SOURCES: Record<string, string[]> = {
  name: ["computed:name"],
  given_name: ["/traits/given_name", "/traits/name/given_name", "/traits/name/first", "/traits/first_name"],
  family_name: ["/traits/family_name", "/traits/name/family_name", "/traits/name/last", "/traits/last_name"],
  middle_name: ["/traits/middle_name", "/traits/name/middle"],
  nickname: ["/traits/nickname"],
  preferred_username: ["/traits/preferred_username", "/traits/username"],
  profile: ["/traits/profile"],
  picture: ["/traits/picture"],
  website: ["/traits/website"],
  gender: ["/traits/gender"],
  birthdate: ["/traits/birthdate"],
  zoneinfo: ["/traits/zoneinfo"],
  locale: ["/traits/locale"],
  updated_at: ["computed:updated_at"],
  email: ["/traits/email"],
  email_verified: ["computed:email_verified"],
  phone_number: ["/traits/phone_number", "/traits/phone"],
  phone_number_verified: ["computed:phone_number_verified"],
  address: ["computed:address"],
};

/**
 * OIDC Core §5.4: which scope asks for which claims.
 * @internal exported for tests
 */
export const DEFAULT_ID_TOKEN_CLAIMS: Record<string, string[]> = {
  profile: (
    "name family_name given_name middle_name nickname preferred_username profile picture website gender birthdate " +
    "zoneinfo locale updated_at"
  ).split(" "),
  email: ["email", "email_verified"],
  address: ["address"],
  phone: ["phone_number", "phone_number_verified"],
};

/**
 * `sources`: claim → where its value comes from; added to the defaults, entry by entry.
 * `id_token`: scope → claims, in the ID token **and at /userinfo** (Hydra answers userinfo from the ID token's
 * session); a scope given here replaces its default list.
 * `access_token`: scope → claims for JWT access tokens and introspection; nothing by default.
 */
export const claimsConfigSchema = z
  .strictObject({
    sources: z.record(claimName, claimSourceSchema).default({}),
    id_token: byScope.default({}),
    access_token: byScope.default({}),
  })
  .default({ sources: {}, id_token: {}, access_token: {} })
  .transform((given) => ({
    sources: { ...DEFAULT_CLAIM_SOURCES, ...given.sources },
    id_token: { ...DEFAULT_ID_TOKEN_CLAIMS, ...given.id_token },
    access_token: given.access_token,
  }))
  .superRefine((claims, context) => {
    for (const token of ["id_token", "access_token"] as const) {
      for (const [scope, names] of Object.entries(claims[token])) {
        for (const name of names.filter((candidate) => !Object.hasOwn(claims.sources, candidate))) {
          context.addIssue({
            code: "custom",
            path: [token, scope],
            message: `the claim "${name}" has no entry in "sources"`,
          });
        }
      }
    }
  });

export type ClaimsConfig = z.output<typeof claimsConfigSchema>;

/** The sources that the operator's file names, without the defaults beside them. */
export function toOwnSources({ sources }: Pick<ClaimsConfig, "sources">): ClaimsConfig["sources"] {
  const own = Object.entries(sources).filter(([name, source]) => source !== DEFAULT_CLAIM_SOURCES[name]);
  return Object.fromEntries(own);
}

function isSource(value: string): boolean {
  if (value.startsWith(COMPUTED_PREFIX)) return toComputedName(value) !== undefined;
  if (!value.startsWith("/") || /~(?![01])/.test(value)) return false;
  const [, root, ...rest] = value.split("/");
  return CLAIM_ROOTS.some((known) => known === root) && !rest.some((part) => UNSAFE_NAMES.has(part));
}
