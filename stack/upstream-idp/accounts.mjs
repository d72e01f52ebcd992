// @ts-check
// Makes an account out of whatever a person types at the upstream provider; the same address is always the same subject.

import { createHash } from "node:crypto";

/** @typedef {{ email: string, email_verified: boolean, given_name?: string, family_name?: string, name?: string }} Claims */
/** @typedef {ReturnType<typeof toAccounts>} Accounts */

export function toAccounts() {
  /** @type {Map<string, Claims>} */
  const claimsBySubject = new Map();
  return {
    /** @param {{ email: string, verified: boolean, name: string }} person @returns {string} the subject */
    remember({ email, verified, name }) {
      const subject = `acct-${createHash("sha256").update(email.toLowerCase()).digest("hex").slice(0, 16)}`;
      claimsBySubject.set(subject, { email, email_verified: verified, ...toNameClaims(name) });
      return subject;
    },
    /** @param {string} subject */
    find(subject) {
      const claims = claimsBySubject.get(subject);
      return claims && { accountId: subject, claims: async () => ({ sub: subject, ...claims }) };
    },
  };
}

/** @param {string} name a full name; its last word is the family name */
export function toNameClaims(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return {};
  if (words.length === 1) return { name: words[0], given_name: words[0] };
  return { name: words.join(" "), given_name: words.slice(0, -1).join(" "), family_name: words.at(-1) };
}
