/**
 * Whether a refusal is Kratos' or Hydra's own word. What stands in front of them (a proxy, a firewall, a gateway) refuses
 * with the same statuses, and says nothing about sessions, flows or challenges by that.
 */

import { type Json, read, readNumber, readString, toRecord } from "@/lib/json";
import { OryError, type Upstream } from "./error";

/** They are about the size or the number of requests, whoever says so. */
const ABOUT_ANY_REQUEST: ReadonlySet<number> = new Set([413, 414, 429, 431]);

/** A gateway's about Foyer's own credentials, which operators are told of; no page of people's acts on these. */
const ABOUT_CREDENTIALS: ReadonlySet<number> = new Set([401, 403]);

const GONE = 410;

const IS_OWN: Readonly<Record<Upstream, (body: Json, status: number) => boolean>> = {
  kratos: (body) => isNested(body) || isFlow(body),
  hydra: (body, status) =>
    readString(body, "error") !== undefined ||
    (status === GONE && readString(body, "redirect_to") !== undefined) ||
    (ABOUT_CREDENTIALS.has(status) && isNested(body)),
  network: isNested,
};

/**
 * Whether an error has the shape of this server's own. Faults (5xx) mean the same whoever answers them.
 * @param body the answer's JSON, of any shape
 */
export function isOwnRefusal(upstream: Upstream, status: number, body: unknown): boolean {
  if (status < 400 || status >= 500 || ABOUT_ANY_REQUEST.has(status)) return true;
  return IS_OWN[upstream](toRecord(body), status);
}

/** What the refusal of something else is: no answer. The log names its status as the cause. */
export function toForeignRefusal(upstream: Upstream, operation: string, status: number): OryError {
  const cause = Object.assign(new Error("the refusal is not the server's own"), { code: `HTTP_${status}` });
  return new OryError({ upstream, operation, kind: "malformed", cause });
}

/** `{"error": {"code": 401, "id": "session_inactive", …}}` (https://github.com/ory/herodot). */
function isNested(body: Json): boolean {
  const error = read(body, "error");
  return readNumber(error, "code") !== undefined || readString(error, "id") !== undefined;
}

/** Kratos answers a form of a script's that it does not take with the flow, and what is wrong in it. */
function isFlow(body: Json): boolean {
  return readString(body, "id") !== undefined && Array.isArray(read(read(body, "ui"), "nodes"));
}
