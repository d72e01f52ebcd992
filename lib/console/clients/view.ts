/** Turns Hydra's OAuth2 clients into what the console shows of them. */

import { type Json, read, readString, readTexts, toRecord } from "@/lib/json";
import type { ActFormView } from "../forms/form";
import { withoutPrivateParts } from "../keys/private-parts";
import { toShortName } from "../visible";

/** Members that hold a secret; Hydra answers the hash of one with nobody but its creator, a newer one might (C11, C25). */
export const SECRETS: ReadonlySet<string> = new Set(["client_secret", "registration_access_token"]);

export interface ClientRow {
  id: string;
  /** What people read on the consent page, or the id. */
  name: string;
  owner?: string;
  grantTypes: readonly string[];
  /** `none`: an app that can keep no secret. */
  authMethod: string;
  createdAt?: string;
}

export interface ClientDetails extends ClientRow {
  updatedAt?: string;
  redirectUris: readonly string[];
  postLogoutUris: readonly string[];
  scopes: readonly string[];
  audience: readonly string[];
  /** Consent is given without asking. */
  isFirstParty: boolean;
  /** What Hydra has, without secrets: what an edit is compared with. */
  raw: Json;
}

/** The forms of its page that the operator's role, and its own state, allow. */
export interface ClientForms {
  /** What stands in them for the client that they show. */
  seen: string;
  /** The same, in the form that gives it a new secret. */
  seenSecret: string;
  edit?: ActFormView;
  editJson?: ActFormView;
  replace?: ActFormView;
  rotateSecret?: ActFormView;
  deleteTokens?: ActFormView;
  delete?: ActFormView;
}

export function toClientRow(raw: unknown): ClientRow {
  const id = readString(raw, "client_id") ?? "";
  const owner = readString(raw, "owner");
  return {
    id,
    name: toShortName(readString(raw, "client_name") ?? id),
    owner: owner && toShortName(owner),
    grantTypes: toGrantTypes(raw),
    authMethod: readString(raw, "token_endpoint_auth_method") ?? "client_secret_basic",
    createdAt: readString(raw, "created_at"),
  };
}

export function toClientDetails(raw: unknown): ClientDetails {
  return {
    ...toClientRow(raw),
    updatedAt: readString(raw, "updated_at"),
    redirectUris: readTexts(raw, "redirect_uris"),
    postLogoutUris: readTexts(raw, "post_logout_redirect_uris"),
    scopes: (readString(raw, "scope") ?? "").split(/\s+/).filter(Boolean),
    audience: readTexts(raw, "audience"),
    isFirstParty: read(raw, "skip_consent") === true,
    raw: withoutSecrets(toRecord(raw)),
  };
}

/** Whether the app proves itself by a secret that Hydra keeps. */
export function hasSecret({ authMethod }: Pick<ClientRow, "authMethod">): boolean {
  return authMethod.startsWith("client_secret_");
}

/** An app that names none may use codes, and codes alone (OpenID Connect Registration, section 2): Hydra lets it. */
const DEFAULT_GRANTS = ["authorization_code"];

/** By which grants the app may get tokens. */
export function toGrantTypes(client: unknown): readonly string[] {
  const named = readTexts(client, "grant_types");
  return named.length > 0 ? named : DEFAULT_GRANTS;
}

function withoutSecrets(client: Json): Json {
  const shown = Object.entries(client).filter(([name]) => !SECRETS.has(name));
  return Object.fromEntries(
    shown.map(([name, value]) => [name, name === "jwks" ? withoutPrivateParts(value) : value]),
  );
}
