/** Grants and response types that no app gets here: tokens in addresses, passwords in apps' hands (RFC 9700 §2.1.2, §2.4). */

export function isImplicitGrant(grant: string): boolean {
  return toCompared(grant) === "implicit";
}

export function isPasswordGrant(grant: string): boolean {
  return toCompared(grant) === "password";
}

/** @param type a response type, which may be of several words */
export function putsTokensIntoAddresses(type: string): boolean {
  return /\btoken\b/.test(toCompared(type));
}

/** Without case, as Hydra compares them (Go's `strings.ToLower`): to it the capital i with a dot is an i, without one here. */
function toCompared(name: string): string {
  return name.replaceAll("\u0130", "i").toLowerCase();
}
