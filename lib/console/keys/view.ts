/** Turns Hydra's keys into what the console shows of them: by a list of what is public, never of what is private (C9). */

import { readList, readString } from "@/lib/json";

/** RFC 7517, RFC 7518: members that are not secret in any kind of key. */
const PUBLIC_MEMBERS = ["kid", "kty", "use", "alg", "crv", "x", "y", "n", "e"] as const;

export interface KeyView {
  kid: string;
  alg: string;
  use: string;
  /** Of an RSA key, in bits. */
  bits?: number;
  /** Whether a key of a pair came with its private part, of which nothing more is kept. */
  isPrivate: boolean;
  /** Its public members; of a secret that both sides share, its name alone. */
  publicJwk: Readonly<Record<string, string>>;
}

/** Sets that Hydra itself makes and signs with. */
export const KNOWN_SETS = [
  {
    set: "hydra.openid.id-token",
    label: "ID tokens",
    text: "Apps check the ID tokens of every sign-in with them.",
  },
  {
    set: "hydra.jwt.access-token",
    label: "Access tokens",
    text: "APIs check access tokens that are JWTs with them.",
  },
] as const;

export function toKeys(raw: unknown): KeyView[] {
  return readList(raw, "keys").map((key) => {
    const kty = readString(key, "kty");
    const members = kty === "oct" ? (["kid", "kty", "use", "alg"] as const) : PUBLIC_MEMBERS;
    const publicJwk = Object.fromEntries(
      members.flatMap((name) => {
        const value = readString(key, name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    return {
      kid: publicJwk.kid ?? "",
      alg: publicJwk.alg ?? kty ?? "",
      use: publicJwk.use ?? "",
      bits: publicJwk.n === undefined ? undefined : Buffer.from(publicJwk.n, "base64url").length * 8,
      isPrivate: readString(key, "d") !== undefined,
      publicJwk,
    };
  });
}

/**
 * The newest key of a pair with its private part signs, whatever its `use` says (Hydra v2.3.0, `jwk.FindPrivateKey`); the
 * others are still trusted. Of keys in a hardware module no private part is told: the newest for signatures counts.
 * @param keys as Hydra lists them, the newest first
 */
export function findSigning(keys: readonly KeyView[]): KeyView | undefined {
  return keys.find(({ isPrivate }) => isPrivate) ?? keys.find(({ use }) => use === "sig");
}

export function isSigning(keys: readonly KeyView[], { kid }: KeyView): boolean {
  return findSigning(keys)?.kid === kid;
}
