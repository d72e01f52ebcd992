/** The fields of an app's form, and the members of Hydra's client that they stand for. */

import { z } from "zod";
import { type Json, read, readString, readTexts } from "@/lib/json";
import { atMost } from "../forms/at-most";
import { toGrantTypes } from "./view";

const LINE_LIMIT = 2000;

const text = z
  .string()
  .trim()
  .max(...atMost(LINE_LIMIT))
  .default("");

/** One a line. */
const lines = z
  .string()
  .max(...atMost(20_000))
  .default("")
  .transform((value) =>
    value
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  );

/** Ticked boxes of one name: none, one, or several. */
const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

const box = z
  .string()
  .optional()
  .transform((value) => value === "true");

export const AUTH_METHODS = [
  { value: "client_secret_basic", label: "Secret, in the header (client_secret_basic)" },
  { value: "client_secret_post", label: "Secret, in the body (client_secret_post)" },
  { value: "private_key_jwt", label: "Own key (private_key_jwt)" },
  { value: "none", label: "None: it keeps no secret (PKCE)" },
] as const;

/** With the one that a client has, where it is none of these: a form that is saved as it is shown changes nothing. */
export function withOwn(choices: readonly Choice[], own: string | undefined): readonly Choice[] {
  if (own === undefined || choices.some(({ value }) => value === own)) return choices;
  return [{ value: own, label: `As it is (${own})` }, ...choices];
}

interface Choice {
  value: string;
  label: string;
}

/** Those that the console gives; others that an app has stay. */
export const GRANTS = [
  { value: "authorization_code", label: "People sign in (authorization_code)" },
  { value: "refresh_token", label: "Stays signed in (refresh_token)" },
  { value: "client_credentials", label: "Acts for itself (client_credentials)" },
  { value: "urn:ietf:params:oauth:grant-type:device_code", label: "Device without a browser (device_code)" },
  { value: "urn:ietf:params:oauth:grant-type:jwt-bearer", label: "Signed assertions (jwt-bearer)" },
] as const;

export const TOKEN_FORMATS = [
  { value: "", label: "As Hydra is configured" },
  { value: "opaque", label: "Opaque: an API asks Hydra; ends at once when it is revoked" },
  { value: "jwt", label: "JWT: an API checks it itself; lives until it expires" },
] as const;

function toChoice(choices: readonly Choice[]) {
  return z.string().refine((value) => choices.some((choice) => choice.value === value), "is none of these");
}

/** By the form's field; each is the name of Hydra's member too. */
export const clientFields = z.object({
  client_name: text.pipe(z.string().min(1, "An app needs a name: people read it when they are asked.")),
  redirect_uris: lines,
  post_logout_redirect_uris: lines,
  allowed_cors_origins: lines,
  scope: text.transform((value) => value.split(/\s+/).filter(Boolean).join(" ")),
  audience: lines,
  grant_types: ticked,
  token_endpoint_auth_method: toChoice(AUTH_METHODS),
  access_token_strategy: toChoice(TOKEN_FORMATS).default(""),
  client_uri: text,
  logo_uri: text,
  policy_uri: text,
  tos_uri: text,
  contacts: lines,
  owner: text,
  backchannel_logout_uri: text,
  backchannel_logout_session_required: box,
  frontchannel_logout_uri: text,
  skip_consent: box,
  skip_logout_consent: box,
});

/** Of an app that has something else than the console gives: that may stay. */
export function toEditFields(client: Json) {
  const of = (choices: readonly Choice[], name: string) =>
    toChoice(withOwn(choices, readString(client, name)));
  return clientFields.extend({
    token_endpoint_auth_method: of(AUTH_METHODS, "token_endpoint_auth_method"),
    access_token_strategy: of(TOKEN_FORMATS, "access_token_strategy").default(""),
  });
}

export type ClientValues = z.output<typeof clientFields>;

export const FIELD_NAMES = clientFields.keyof().options;

/** Hydra leaves these out where they are empty: an empty field then changes nothing. */
const isNothing = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

/** The client as the form says it; what the form does not show stays. */
export function toEditedClient(before: Json, fields: ClientValues): Json {
  const known: readonly string[] = GRANTS.map(({ value }) => value);
  const named = readTexts(before, "grant_types");
  const others = named.filter((grant) => !known.includes(grant));
  const isStillDefault = named.length === 0 && fields.grant_types.join() === toGrantTypes(before).join();
  const ticked = isStillDefault ? [] : fields.grant_types;
  const wanted: Json = { ...fields, grant_types: [...ticked, ...others] };
  const changed = Object.entries(wanted).filter(
    ([name, value]) => !(isNothing(value) && isNothing(read(before, name))),
  );
  const after: Json = { ...before, ...Object.fromEntries(changed) };
  return { ...after, response_types: toResponseTypes(before, ticked) };
}

/** A code needs the response type that asks for it. */
function toResponseTypes(before: Json, grants: readonly string[]): readonly string[] {
  const types = readTexts(before, "response_types");
  return grants.includes("authorization_code") && !types.includes("code") ? [...types, "code"] : types;
}

/** What a field shows of a client: lists one a line, ticked boxes as `true`. */
export function toFieldText(client: Json, name: string): string {
  const value = name === "grant_types" ? toGrantTypes(client) : read(client, name);
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string").join("\n");
  return typeof value === "boolean" ? String(value) : (readString(client, name) ?? "");
}
