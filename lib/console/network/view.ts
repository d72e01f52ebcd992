/** Turns Ory Network's projects into what the console shows of them. */

import { readString } from "@/lib/json";

export interface ProjectView {
  id: string;
  name: string;
  slug: string;
  environment: string;
  region: string;
  state: string;
}

export interface MemberView {
  id: string;
  name: string;
  email: string;
  role: string;
}

export interface ApiKeyView {
  id: string;
  name: string;
  /** The last characters of its value. */
  ending: string;
  createdAt?: string;
  expiresAt?: string;
}

export const ENVIRONMENTS = ["prod", "stage", "dev"] as const;

export const REGIONS = ["eu-central", "us-east", "us-west", "asia-northeast", "global"] as const;

export function toProject(raw: unknown): ProjectView {
  const id = readString(raw, "id") ?? "";
  return {
    id,
    name: readString(raw, "name") ?? id,
    slug: readString(raw, "slug") ?? "",
    environment: readString(raw, "environment") ?? "",
    region: readString(raw, "home_region") ?? "",
    state: readString(raw, "state") ?? "",
  };
}

export function toMember(raw: unknown): MemberView {
  const email = readString(raw, "email") ?? "";
  return {
    id: readString(raw, "id") ?? "",
    name: readString(raw, "name") ?? email,
    email,
    role: readString(raw, "role") ?? "",
  };
}

export function toApiKey(raw: unknown): ApiKeyView {
  const id = readString(raw, "id") ?? "";
  return {
    id,
    name: readString(raw, "name") ?? id,
    ending: readString(raw, "last_characters") ?? "",
    createdAt: readString(raw, "created_at"),
    expiresAt: readString(raw, "expires_at"),
  };
}
