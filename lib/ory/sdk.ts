/** The SDK's API classes on Foyer's own transport, and the one place where their failures become `OryError`. */

import {
  FrontendApi,
  IdentityApi,
  type InitOverrideFunction,
  OAuth2Api,
  ResponseError,
} from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import { isRecord, parseJson, withoutDepths } from "@/lib/json";
import { OryError, type Upstream } from "./error";
import { toAnswer, toHanded } from "./handed-answer";
import { isOwnRefusal, toForeignRefusal } from "./own-refusal";
import { toSeconds } from "./retry-after";
import { toConfiguration } from "./to-configuration";
import { inTurn, sendAtOnce, type UpstreamAnswer, type UpstreamRequest } from "./transport";

/** A JSON answer as the server sent it (the SDK's parsers drop fields), and the cookies that came with it. */
export interface OryAnswer<T> {
  data: T;
  setCookies: string[];
  /** When the server answered, by its own clock (RFC 9110 §6.6.1), in epoch milliseconds. */
  date?: number;
}

/** One page of a list. */
export interface OryList<T> {
  rows: T[];
  /** Of all pages (`X-Total-Count`); undefined when the server does not say. */
  total: number | undefined;
  /** RFC 8288, with `rel="next"` and the like. */
  link: string | null;
}

interface Clients {
  frontend: FrontendApi;
  /** The identity schemas, which Kratos serves in public. */
  schemas: IdentityApi;
  oauth2: OAuth2Api;
}

/** What both servers' ids look like; a sentence in an id's place is not logged (threat L1). */
const ERROR_ID = /^[\w.-]{1,100}$/;

/** What `fetch` itself says of a form's body. */
const FORM_TYPE = "application/x-www-form-urlencoded;charset=UTF-8";

/** Ids in an address: UUIDs, and what whoever registers an app, makes a key or configures a schema calls it. */
const IDS =
  /(?<=\/(?:clients|keys|schemas|register|external)\/)[^/]+|(?<=\/keys\/[^/]+\/)[^/]+|[0-9a-f-]{36}/g;

/** As `Response.json` reads: with or without a byte order mark. */
const utf8 = new TextDecoder();

let clients: Clients | undefined;

export function getClients(): Clients {
  if (clients) return clients;
  const { kratos, hydra } = getConfig();
  const admin = toAdminHeaders();
  clients = {
    frontend: new FrontendApi(toConfiguration(kratos.publicUrl, { fetchApi: toFetch("kratos") })),
    schemas: new IdentityApi(toConfiguration(kratos.publicUrl, { fetchApi: toFetch("kratos") })),
    oauth2: new OAuth2Api(toConfiguration(hydra?.adminUrl, { fetchApi: toFetch("hydra"), headers: admin })),
  };
  return clients;
}

/** What an admin call must show: the project's token on Ory Network, nothing elsewhere. */
export function toAdminHeaders(): Record<string, string> {
  const { apiToken } = getConfig();
  return apiToken ? { authorization: `Bearer ${apiToken}` } : {};
}

/**
 * Runs one SDK call and reads its raw JSON, as far down as any of it is read, shown or written here.
 * @param parse for what is written back, or out, number by number
 * @throws OryError always, whatever failed.
 */
export async function call<T>(
  upstream: Upstream,
  operation: string,
  run: () => Promise<{ raw: Response }>,
  parse: (text: string) => unknown = parseJson,
): Promise<OryAnswer<T>> {
  let answer: UpstreamAnswer;
  try {
    answer = toAnswer((await run()).raw);
  } catch (error) {
    throw toOryError(upstream, operation, error);
  }
  const setCookies = [answer.headers["set-cookie"] ?? []].flat();
  const date = toDate(toValue(answer.headers.date));
  // Whoever reads something of an answer finds nothing in this one.
  const data = answer.status === 204 ? {} : withoutDepths(parse(utf8.decode(answer.body)));
  if (typeof data !== "object" || data === null) {
    const cause = new Error("the answer is no JSON object");
    throw new OryError({ upstream, operation, kind: "malformed", cause });
  }
  return { data: data as T, setCookies, date };
}

/**
 * The same for an endpoint that answers a page of a list.
 * @throws OryError
 */
export async function callForList<T>(
  upstream: Upstream,
  operation: string,
  run: () => Promise<{ raw: Response }>,
  parse?: (text: string) => unknown,
): Promise<OryList<T>> {
  let headers: UpstreamAnswer["headers"] = {};
  const read = async () => {
    const answer = await run();
    headers = toAnswer(answer.raw).headers;
    return answer;
  };
  const { data } = await call<unknown>(upstream, operation, read, parse);
  const total = toTotal(toValue(headers["x-total-count"]));
  if (Array.isArray(data)) return { rows: data, total, link: toValue(headers.link) };
  const cause = new Error("the answer is no JSON list");
  throw new OryError({ upstream, operation, kind: "malformed", cause });
}

function toDate(text: string | null): number | undefined {
  const millis = Date.parse(text ?? "");
  return Number.isNaN(millis) ? undefined : millis;
}

function toTotal(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** A header as `Headers.get` has it: several are one list. */
function toValue(header: string | string[] | undefined): string | null {
  return header === undefined ? null : [header].flat().join(", ");
}

/** Adds headers to an SDK call; given as a plain object, they would replace the SDK's own. */
export function withHeaders(headers: Record<string, string>): InitOverrideFunction {
  return async ({ init }) => ({ headers: Object.assign({}, init.headers, headers) });
}

function toOryError(upstream: Upstream, operation: string, error: unknown): OryError {
  if (error instanceof ResponseError) {
    const answer = toAnswer(error.response);
    const body = parseRefusal(utf8.decode(answer.body));
    if (!isOwnRefusal(upstream, answer.status, body))
      return toForeignRefusal(upstream, operation, answer.status);
    return new OryError({
      upstream,
      operation,
      kind: "status",
      status: answer.status,
      id: readErrorId(body),
      body,
      retryAfter: toSeconds(toValue(answer.headers["retry-after"])),
    });
  }
  const cause = error instanceof Error && error.cause instanceof OryError ? error.cause : error;
  if (cause instanceof OryError) return cause;
  return new OryError({ upstream, operation, kind: "unreachable", cause });
}

/** Kratos v1.3.1 answers a login that a web hook refuses with two objects, a line each: read as one, the first before the second. */
function parseRefusal(text: string): unknown {
  const whole = parseJson(text);
  if (whole !== undefined) return whole;
  const [first, second, ...more] = text.trim().split("\n").map(parseJson);
  return isRecord(first) && isRecord(second) && more.length === 0 ? { ...second, ...first } : undefined;
}

/**
 * The SDK's `fetch`, on the bounded transport.
 * @param writeTimeoutMs longest wait for the answer to a write, where that may take longer than other answers
 */
export function toFetch(upstream: Upstream, writeTimeoutMs?: number) {
  return async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const message: UpstreamRequest = {
      upstream,
      operation: new URL(String(url)).pathname.replace(IDS, "{id}"),
      method: (init.method ?? "GET") as "GET",
      url: String(url),
      headers: {
        accept: "application/json",
        ...(init.body instanceof URLSearchParams && { "content-type": FORM_TYPE }),
        ...toLowerCase(init.headers),
      },
      body: toBody(init.body),
      ...(writeTimeoutMs !== undefined && init.method !== "GET" && { timeoutMs: writeTimeoutMs }),
    };
    return toHanded(await inTurn(message, () => sendWithRetry(message)));
  };
}

/** Headers by their names in lower case; the SDK gives a plain object. */
function toLowerCase(headers: RequestInit["headers"] = {}): Record<string, string> {
  if (headers instanceof Headers || Array.isArray(headers)) return Object.fromEntries(new Headers(headers));
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) named[name.toLowerCase()] = value;
  return named;
}

/** JSON, or a form: the SDK sends nothing else. */
function toBody(body: RequestInit["body"]): string | undefined {
  if (typeof body === "string") return body;
  return body instanceof URLSearchParams ? body.toString() : undefined;
}

/**
 * Reads are asked once more when the server failed or hung up at once; writes never are. Both attempts share one
 * deadline, so that a page waits no longer for two answers than for one.
 */
async function sendWithRetry(message: UpstreamRequest): Promise<UpstreamAnswer> {
  const deadline = performance.now() + getConfig().upstreamTimeoutMs;
  const again = () => sendAtOnce({ ...message, timeoutMs: Math.max(1, deadline - performance.now()) });
  const isRead = message.method === "GET" && !mayHaveSent(message.url);
  try {
    const answer = await sendAtOnce(message);
    return isRead && answer.status >= 500 ? await again() : answer;
  } catch (error) {
    if (isRead && error instanceof OryError && error.kind === "unreachable") return again();
    throw error;
  }
}

/** Newer servers send a code while they answer this read: asked again, they would send another. */
function mayHaveSent(url: string): boolean {
  const address = new URL(url);
  return (
    address.pathname.endsWith("/self-service/login/browser") && address.searchParams.get("aal") === "aal2"
  );
}

/** Kratos nests its errors (`{error: {id}}`), Hydra's are flat (`{error: "…"}`). */
function readErrorId(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("error" in body)) return undefined;
  const { error } = body;
  const id = typeof error === "object" && error !== null && "id" in error ? error.id : error;
  return typeof id === "string" && ERROR_ID.test(id) ? id : undefined;
}
