/** Turns Hydra's trusted issuers into what the console shows of them. */

import { objectMember, textMember, textsMember } from "../ory/admin-json";

/** @see https://github.com/ory/hydra/blob/v2.3.0/oauth2/trust/grant.go */
const rawIssuer = objectMember({
  id: textMember,
  issuer: textMember,
  subject: textMember,
  scope: textsMember,
  public_key: objectMember({ kid: textMember }),
  created_at: textMember,
  expires_at: textMember,
});

export interface IssuerView {
  id: string;
  issuer: string;
  /** Absent where it may speak for anybody. */
  subject?: string;
  scopes: readonly string[];
  kid: string;
  createdAt?: string;
  expiresAt?: string;
}

export function toIssuer(raw: unknown): IssuerView {
  const { id = "", issuer = "", subject, scope, public_key, created_at, expires_at } = rawIssuer.parse(raw);
  return {
    id,
    issuer,
    subject,
    scopes: scope,
    kid: public_key.kid ?? "",
    createdAt: created_at,
    expiresAt: expires_at,
  };
}

export function isExpired({ expiresAt }: IssuerView, now: number): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now;
}
