/** Reads what the client asked for out of Hydra's `request_url`, and leads back to it with other prompts. */

/** Prompt values of OIDC Core §3.1.2.1, of "Initiating User Registration" (`create`) and of Hydra (`registration`). */
export type Prompt = "none" | "login" | "consent" | "select_account" | "create" | "registration";

/** Parameters sent by POST or inside a `request` object are not in the URL, so they are not here either. */
export interface RequestParameters {
  /** Every value of `prompt`, unknown ones included. */
  prompt: ReadonlySet<string>;
  /** Seconds; absent when missing or not a whole number ≥ 0. */
  maxAge?: number;
  /** In the client's order of preference. */
  acrValues: string[];
  uiLocales: string[];
  scope: string[];
  audience: string[];
  loginHint?: string;
  hasIdTokenHint: boolean;
  display?: string;
  clientId?: string;
  redirectUri?: string;
  /** A `request` or `request_uri` may override any of the above where we cannot see it (OIDC Core §6). */
  hasRequestObject: boolean;
}

const MAXIMUM_HINT_LENGTH = 320;
const MAXIMUM_LIST_LENGTH = 100;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for (threat V3)
const UNSAFE_TEXT = /[\u0000-\u001f\u007f]|\p{Cs}/u;

/** Never throws: whatever cannot be read is absent. Of a repeated parameter the first value counts (threat V1). */
export function parseRequestUrl(requestUrl: string | undefined): RequestParameters {
  const query = toUrl(requestUrl)?.searchParams ?? new URLSearchParams();
  return {
    prompt: new Set(toList(query, "prompt")),
    maxAge: toSeconds(query.get("max_age")),
    acrValues: toList(query, "acr_values"),
    uiLocales: toList(query, "ui_locales"),
    scope: toList(query, "scope"),
    audience: toList(query, "audience"),
    loginHint: toText(query.get("login_hint"), MAXIMUM_HINT_LENGTH),
    hasIdTokenHint: Boolean(query.get("id_token_hint")),
    display: toText(query.get("display"), 20),
    clientId: toText(query.get("client_id"), 1000),
    redirectUri: toText(query.get("redirect_uri"), 4000),
    hasRequestObject: query.has("request") || query.has("request_uri"),
  };
}

/**
 * The same authorization request with another `prompt`: what Hydra is to see next.
 * @param prompt the values to ask with; none removes the parameter
 * @returns undefined when `request_url` does not lead to Hydra (threat O9), or has no `client_id` to start again
 *   with because the client sent its parameters by POST
 */
export function toRequestUrl(
  requestUrl: string | undefined,
  { prompt }: { prompt: readonly string[] },
  hydraPublicUrl: string | undefined,
): string | undefined {
  const url = toUrl(requestUrl);
  const hydra = toUrl(hydraPublicUrl);
  if (!url || !hydra || url.origin !== hydra.origin || url.username || url.password) return undefined;
  if (!url.searchParams.get("client_id")) return undefined;
  url.searchParams.delete("prompt");
  if (prompt.length > 0) url.searchParams.set("prompt", prompt.join(" "));
  return url.href;
}

/** `values` without some, with others put in front, each once. */
export function withPrompt(
  values: ReadonlySet<string>,
  { remove, add }: { remove: readonly Prompt[]; add: readonly Prompt[] },
): string[] {
  const removed = new Set<string>([...remove, ...add]);
  return [...add, ...[...values].filter((value) => !removed.has(value))];
}

function toUrl(value: string | undefined): URL | undefined {
  if (!value || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}

function toList(query: URLSearchParams, name: string): string[] {
  const values = (query.get(name) ?? "")
    .split(/[ ]+/)
    .filter((value) => value !== "" && !UNSAFE_TEXT.test(value));
  return [...new Set(values)].slice(0, MAXIMUM_LIST_LENGTH);
}

function toText(value: string | null, maximumLength: number): string | undefined {
  return value && value.length <= maximumLength && !UNSAFE_TEXT.test(value) ? value : undefined;
}

/** OIDC Core §3.1.2.1 `max_age`: whole seconds; Hydra itself refuses the request when it is anything else. */
function toSeconds(value: string | null): number | undefined {
  return value && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}
