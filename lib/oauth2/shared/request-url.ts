/** Reads what the client asked for out of Hydra's `request_url`, and leads back to it with other prompts. */

import { parseRequestObject, type RequestObject } from "./request-object";

/** Prompt values of OIDC Core §3.1.2.1, of "Initiating User Registration" (`create`) and of Hydra (`registration`). */
export type Prompt = "none" | "login" | "consent" | "select_account" | "create" | "registration";

/** Parameters sent by POST are not in the URL, so they are not here either. */
export interface RequestParameters {
  /** Every value of `prompt`, unknown ones included. */
  prompt: ReadonlySet<string>;
  /** They stand in a `request` object: the same request cannot be made with others. */
  isPromptFixed: boolean;
  /** `prompt=login`; also where it may stand unseen (threat O21). */
  asksForCredentials: boolean;
  /** Seconds; absent when missing or not a whole number ≥ 0. */
  maxAge?: number;
  /** In the client's order of preference. */
  acrValues: string[];
  uiLocales: string[];
  loginHint?: string;
  redirectUri?: string;
  /** A `request_uri`, or a `request` that cannot be read here, may override any of the above (OIDC Core §6). */
  isPartlyUnseen: boolean;
}

/** Where an authorization request says what it asks for. */
interface Sources {
  query: URLSearchParams;
  object?: RequestObject;
  isPartlyUnseen: boolean;
}

/** Below whatever path Hydra is reached. */
const AUTHORIZATION_PATH = /\/oauth2\/auth$/;

const MAXIMUM_HINT_LENGTH = 320;
const MAXIMUM_LIST_LENGTH = 100;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for (threat V3)
const UNSAFE_TEXT = /[\u0000-\u001f\u007f]|\p{Cs}/u;

/**
 * What a `request` object says wins, as it does in Hydra. Never throws: whatever cannot be read is absent. Of a repeated
 * parameter the first value counts (threat V1).
 */
export function parseRequestUrl(requestUrl: string | undefined): RequestParameters {
  const sources = toSources(toUrl(requestUrl)?.searchParams ?? new URLSearchParams());
  const get = (name: string) => getWinner(sources, name);
  return {
    prompt: new Set(toList(get("prompt"))),
    isPromptFixed: getFromObject(sources, "prompt") !== undefined,
    asksForCredentials:
      sources.isPartlyUnseen || getBoth(sources, "prompt").flatMap(toList).includes("login"),
    maxAge: toStrictest(getBoth(sources, "max_age").flatMap(toSeconds)),
    acrValues: toList(get("acr_values")),
    uiLocales: toList(get("ui_locales")),
    loginHint: toText(get("login_hint"), MAXIMUM_HINT_LENGTH),
    redirectUri: toText(get("redirect_uri"), 4000),
    isPartlyUnseen: sources.isPartlyUnseen,
  };
}

/**
 * The same authorization request with another `prompt`: what Hydra is to see next.
 * @param prompt the values to ask with; none removes the parameter
 * @param leastAge seconds that a `max_age` of the query is at least to be; as it stands there without them
 * @returns undefined when `request_url` does not lead to Hydra (threat O9), has no `client_id` to start again with
 *   because the client sent its parameters by POST, or its `request` object asks with a prompt of its own, which wins
 */
export function toRequestUrl(
  requestUrl: string | undefined,
  { prompt, leastAge = 0 }: { prompt: readonly string[]; leastAge?: number },
  hydraPublicUrl: string | undefined,
): string | undefined {
  const url = toUrl(requestUrl);
  const hydra = toUrl(hydraPublicUrl);
  if (!url || !hydra || url.origin !== hydra.origin || url.username || url.password) return undefined;
  if (!url.searchParams.get("client_id")) return undefined;
  const fixed = getFromObject(toSources(url.searchParams), "prompt");
  if (fixed !== undefined) return hasSame(toList(fixed), prompt) ? url.href : undefined;
  // Not `delete`, whose time grows with the square of how often the parameter stands there (threat D1).
  const kept = [...url.searchParams].filter(([name]) => name !== "prompt");
  for (const pair of kept)
    if (pair[0] === "max_age" && toSeconds(pair[1]).some((age) => age < leastAge)) pair[1] = String(leastAge);
  if (prompt.length > 0) kept.push(["prompt", prompt.join(" ")]);
  url.search = new URLSearchParams(kept).toString();
  return url.href;
}

/**
 * The same authorization request, made once more for somebody who has an account by now: it asks for no new one.
 * @returns undefined where {@link toRequestUrl} has none
 */
export function toRequestAnew(
  requestUrl: string | undefined,
  hydraPublicUrl: string | undefined,
): string | undefined {
  const prompt = withPrompt(parseRequestUrl(requestUrl).prompt, {
    remove: ["create", "registration"],
    add: [],
  });
  return toRequestUrl(requestUrl, { prompt }, hydraPublicUrl);
}

/**
 * The same authorization request by a link.
 * @returns undefined for what does not lead to Hydra's authorization endpoint, or has no client to start with (threat O9)
 */
export function toRepeatableUrl(
  requestUrl: string | undefined,
  hydraPublicUrl: string | undefined,
): string | undefined {
  const url = toUrl(requestUrl);
  const hydra = toUrl(hydraPublicUrl);
  if (!url || !hydra || url.origin !== hydra.origin || url.username || url.password) return undefined;
  return AUTHORIZATION_PATH.test(url.pathname) && url.searchParams.get("client_id") ? url.href : undefined;
}

/**
 * The client sent its parameters in the body of a POST, of which Hydra v2.3 keeps nothing: once the person has signed in, it
 * asks its own address again without them and knows no client any more.
 */
export function isPostedRequest(requestUrl: string | undefined): boolean {
  const url = toUrl(requestUrl);
  return url !== undefined && AUTHORIZATION_PATH.test(url.pathname) && !url.searchParams.get("client_id");
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

function toSources(query: URLSearchParams): Sources {
  const text = query.get("request");
  const object = text ? parseRequestObject(text) : undefined;
  return { query, object, isPartlyUnseen: Boolean(query.get("request_uri") || (text && !object)) };
}

/** Hydra reads the object of an OpenID Connect request only, known by the scope outside of it (fosite v0.49). */
function getFromObject({ query, object }: Sources, name: string): string | undefined {
  return toList(query.get("scope")).includes("openid") ? object?.get(name) : undefined;
}

function getWinner(sources: Sources, name: string): string | null {
  return getFromObject(sources, name) ?? sources.query.get(name);
}

/** A scope sent by POST decides whether Hydra reads the object, so for what protects a person both are held to. */
function getBoth({ query, object }: Sources, name: string): (string | null)[] {
  return [query.get(name), object?.get(name) ?? null];
}

function hasSame(values: readonly string[], others: readonly string[]): boolean {
  return new Set([...values, ...others]).size === values.length && values.length === others.length;
}

function toList(text: string | null): string[] {
  const values = new Set<string>();
  for (const value of (text ?? "").split(" ")) {
    if (value !== "" && !UNSAFE_TEXT.test(value)) values.add(value);
    if (values.size === MAXIMUM_LIST_LENGTH) break;
  }
  return [...values];
}

function toText(value: string | null, maximumLength: number): string | undefined {
  return value && value.length <= maximumLength && !UNSAFE_TEXT.test(value) ? value : undefined;
}

/**
 * OIDC Core §3.1.2.1 `max_age`: whole seconds, as Hydra reads them (Go's `strconv.ParseInt`), with a sign and any number of zeros
 * too. Hydra takes an empty or negative one for none, and refuses anything else.
 */
function toSeconds(value: string | null): number[] {
  const seconds = value && /^[+-]?\d+$/.test(value) ? Number(value) : -1;
  return seconds >= 0 ? [seconds] : [];
}

function toStrictest(seconds: readonly number[]): number | undefined {
  return seconds.length > 0 ? Math.min(...seconds) : undefined;
}
