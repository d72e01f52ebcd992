/** Turns Ory Network's projects into what the console shows of them. */

import type { ActFormView } from "../forms/form";
import { objectMember, textMember } from "../ory/admin-json";

const rawProject = objectMember({
  id: textMember,
  name: textMember,
  slug: textMember,
  environment: textMember,
  home_region: textMember,
  state: textMember,
});

const rawMember = objectMember({ id: textMember, name: textMember, email: textMember, role: textMember });

const rawApiKey = objectMember({
  id: textMember,
  name: textMember,
  last_characters: textMember,
  created_at: textMember,
  expires_at: textMember,
});

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

/** The forms of its page. */
export interface ProjectForms {
  patch: ActFormView;
  replace: ActFormView;
  purge: ActFormView;
  removeMember: ActFormView;
  createKey: ActFormView;
  deleteKey: ActFormView;
}

export const ENVIRONMENTS = ["prod", "stage", "dev"] as const;

export const REGIONS = ["eu-central", "us-east", "us-west", "asia-northeast", "global"] as const;

export function toProject(raw: unknown): ProjectView {
  const {
    id = "",
    name = id,
    slug,
    environment = "",
    home_region: region = "",
    state = "",
  } = rawProject.parse(raw);
  return { id, name, slug: slug || id, environment, region, state };
}

export function toMember(raw: unknown): MemberView {
  const { id = "", email = "", name = email, role = "" } = rawMember.parse(raw);
  return { id, name, email, role };
}

export function toApiKey(raw: unknown): ApiKeyView {
  const { id = "", name = id, last_characters: ending = "", created_at, expires_at } = rawApiKey.parse(raw);
  return { id, name, ending, createdAt: created_at, expiresAt: expires_at };
}
