/** Asks a server one question for the doctor: bounded, following no redirect, and never throwing. */

import { parseJson } from "@/lib/json";

/** In milliseconds; the doctor is patient with slow servers, but not for ever. */
const TIMEOUT_MS = 5000;

/** Bytes of a body that are looked at. */
const BODY_LIMIT = 200_000;

export interface Answer {
  status: number;
  /** Absolute, or undefined. */
  location: string | undefined;
  setCookies: string[];
  headers: Headers;
  text: string;
  /** The parsed body, or undefined. */
  json: unknown;
  /** Server's clock minus ours, in milliseconds; undefined without a Date header. */
  skewMs: number | undefined;
}

/** Nothing answered; `reason` is the system's code or a word. */
export interface Silence {
  reason: string;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answer | Silence> {
  try {
    const startedAt = Date.now();
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const now = (startedAt + Date.now()) / 2;
    const text = (await response.text()).slice(0, BODY_LIMIT);
    const location = response.headers.get("location");
    const date = Date.parse(response.headers.get("date") ?? "");
    return {
      status: response.status,
      location: location && URL.canParse(location, url) ? new URL(location, url).href : undefined,
      setCookies: response.headers.getSetCookie(),
      headers: response.headers,
      text,
      json: parseJson(text),
      skewMs: Number.isNaN(date) ? undefined : date - now,
    };
  } catch (error) {
    return { reason: toReason(error) };
  }
}

export function isSilent(answer: Answer | Silence): answer is Silence {
  return "reason" in answer;
}

/** One member of a JSON object, any depth; undefined where the path leads nowhere. */
export function readPath(json: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, name)
        ? Reflect.get(value, name)
        : undefined,
    json,
  );
}

/** Origin and path of an address: what a setting names, without a flow's id or a challenge. */
export function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function toReason(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  if (error.name === "TimeoutError") return "no answer in time";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
}
