/** Asks a server one question for the doctor: bounded, following no redirect, and never throwing. */

import type { Config } from "@/lib/config/config";
import { parseJson } from "@/lib/json";
import {
  type Exchange,
  ExchangeError,
  exchange,
  type HttpAnswer,
  toErrorCode,
  toHeaderValues,
} from "@/lib/ory/exchange";
import { explainCode } from "./explain-code";
import type { Finding } from "./finding";

/** In milliseconds; the doctor is patient with slow servers, but not for ever. */
const TIMEOUT_MS = 5000;

export interface Answer {
  status: number;
  /** Absolute, or undefined. */
  location: string | undefined;
  setCookies: string[];
  headers: HttpAnswer["headers"];
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

export async function ask(
  url: string,
  asked: Omit<Exchange, "url" | "timeoutMs"> & Partial<Pick<Exchange, "timeoutMs">> = {},
): Promise<Answer | Silence> {
  try {
    const startedAt = Date.now();
    const { status, headers, body } = await exchange({ timeoutMs: TIMEOUT_MS, ...asked, url });
    const now = (startedAt + Date.now()) / 2;
    const text = body.toString();
    const [location] = toHeaderValues(headers.location);
    const date = Date.parse(toHeaderValues(headers.date)[0] ?? "");
    return {
      status,
      location: location && URL.canParse(location, url) ? new URL(location, url).href : undefined,
      setCookies: toHeaderValues(headers["set-cookie"]),
      headers,
      text,
      json: parseJson(text),
      skewMs: Number.isNaN(date) ? undefined : date - now,
    };
  } catch (error) {
    return { reason: toReason(error) };
  }
}

/** The same of an admin API, with what it must be shown: the project's token on Ory Network, nothing elsewhere. */
export function askAdmin(url: string, { apiToken }: Pick<Config, "apiToken">): Promise<Answer | Silence> {
  return ask(url, {
    headers: { accept: "application/json", ...(apiToken && { authorization: `Bearer ${apiToken}` }) },
  });
}

/** So many questions at once: a server has others to answer. */
const AT_ONCE = 20;

/** A question about each, a few at once; where one is not answered, those after it are not asked. */
export async function askEach<T>(
  asked: readonly T[],
  look: (one: T) => Promise<{ answer: Answer | Silence; findings: Finding[] }>,
): Promise<Finding[]> {
  const all: Finding[] = [];
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const looks = await Promise.all(asked.slice(at, at + AT_ONCE).map(look));
    all.push(...looks.flatMap(({ findings }) => findings));
    if (looks.some(({ answer }) => isSilent(answer))) break;
  }
  return all;
}

export function isSilent(answer: Answer | Silence): answer is Silence {
  return "reason" in answer;
}

/** What came, in a few words. */
export function toAnswered(answer: Answer | Silence): string {
  return isSilent(answer) ? answer.reason : `status ${answer.status}`;
}

/** Origin and path of an address: what a setting names, without a flow's id or a challenge. */
export function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function toReason(error: unknown): string {
  if (!(error instanceof ExchangeError)) return "no answer";
  return error.kind === "timeout"
    ? "no answer in time"
    : explainCode(toErrorCode(error.cause) ?? "no answer");
}
