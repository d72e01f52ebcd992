/** Tells from a settings form which kind of change it asks for: what waits while its owner signs in once more. */

/** Each has its words in the catalogue, `login.waiting.{kind}`; `other` stands for what is not known for certain. */
export const CHANGE_KINDS = [
  "password",
  "profile",
  "link",
  "unlink",
  "totp",
  "totp_unlink",
  "lookup_secret_reveal",
  "lookup_secret_regenerate",
  "lookup_secret_confirm",
  "lookup_secret_disable",
  "webauthn_register",
  "webauthn_remove",
  "passkey_settings_register",
  "passkey_remove",
  "other",
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Kinds that are the value of the form's `method`. */
const METHODS: readonly ChangeKind[] = ["password", "profile", "totp"];

/** Kinds that Kratos knows by a field of that name, whatever the `method`. */
const FIELDS = CHANGE_KINDS.filter((kind) => kind !== "other" && !METHODS.includes(kind));

/** A body longer than this is not looked at, in bytes: webauthn answers have some thousand. */
const LOOK_LIMIT_BYTES = 64 * 1024;

/**
 * The one kind that the form can be. Which of two Kratos would choose is not guessed: a page must not name one change
 * while another waits (threat A5).
 */
export function toChangeKind(contentType: string | null, body: Uint8Array): ChangeKind {
  if (body.length > LOOK_LIMIT_BYTES) return "other";
  if (!contentType?.startsWith("application/x-www-form-urlencoded")) return "other";
  const form = new URLSearchParams(new TextDecoder().decode(body));
  const filled = FIELDS.filter((name) => form.getAll(name).some(Boolean));
  const methods = METHODS.filter((name) => form.getAll("method").includes(name));
  // Its removal is sent with the method of setting it up.
  const kinds = filled.includes("totp_unlink")
    ? [...filled, ...methods.filter((name) => name !== "totp")]
    : [...filled, ...methods];
  const [kind = "other", ...others] = kinds;
  return others.length === 0 ? kind : "other";
}
