/** What the fields of the console's forms are called where only their names are known: on the page that asks to sign in again. */

const WORDS = {
  access_token_strategy: "Access tokens",
  act: "What to do",
  address: "Address",
  alg: "Algorithm",
  allowed_cors_origins: "Origins whose scripts may call Hydra",
  any_subject: "Speaks for anybody",
  audience: "Audience",
  backchannel_logout_session_required: "It needs to be told which session ended",
  backchannel_logout_uri: "Back-channel logout",
  client: "App",
  client_id: "Client id",
  client_name: "Name",
  client_secret: "Client secret",
  client_uri: "Its web page",
  confirm: "Typed to confirm",
  contacts: "Contacts",
  credential: "Way to sign in",
  days: "Ends after (days)",
  environment: "Environment",
  expires: "Ends after",
  file: "File",
  frontchannel_logout_uri: "Front-channel logout",
  grant_types: "How it gets tokens",
  handle: "Session",
  home_region: "Where data lives",
  id: "Accounts",
  issuer: "Issuer",
  json: "JSON",
  jwk: "Key",
  jwks: "Key set",
  key: "API key",
  kid: "Key",
  logo_uri: "Logo",
  member: "Member",
  metadata_admin: "Admin metadata",
  metadata_public: "Public metadata",
  name: "Name",
  owner: "Owner",
  patch: "Change",
  policy_uri: "Privacy policy",
  post_logout_redirect_uris: "After signing out",
  project: "Project",
  reason: "Reason",
  redirect_uris: "Redirect URIs",
  registration_access_token: "Registration token",
  schema: "Schema",
  scope: "Scopes",
  seen: "What the form was drawn from",
  skip_consent: "Yours: people are not asked for consent",
  skip_logout_consent: "People are not asked whether they want to sign out",
  subject: "Speaks for",
  text: "Text of the file",
  token: "Token",
  token_endpoint_auth_method: "How it proves itself",
  tos_uri: "Terms",
  traits: "Traits",
} as const;

/** A field of a form; one that has no words here does not compile. Those of traits and of a file's columns are told by their own names. */
export type FieldName = keyof typeof WORDS | `trait/${string}` | `column-${number}`;

export function toFieldWords(name: string): string {
  if (Object.hasOwn(WORDS, name)) return WORDS[name as keyof typeof WORDS];
  const [kind = "", ...path] = name.split("/");
  if (kind === "trait") return path.map(decodeURIComponent).join(".");
  const column = /^column-(\d+)$/.exec(name)?.[1];
  return column === undefined ? name : `Column ${Number(column) + 1}`;
}
