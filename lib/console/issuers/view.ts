/** Turns Hydra's trusted issuers into what the console shows of them. */

import { read, readString } from "@/lib/json";
import { readTexts } from "../clients/view";

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
  return {
    id: readString(raw, "id") ?? "",
    issuer: readString(raw, "issuer") ?? "",
    subject: readString(raw, "subject"),
    scopes: readTexts(raw, "scope"),
    kid: readString(read(raw, "public_key"), "kid") ?? "",
    createdAt: readString(raw, "created_at"),
    expiresAt: readString(raw, "expires_at"),
  };
}

export function isExpired({ expiresAt }: IssuerView, now: number): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now;
}
