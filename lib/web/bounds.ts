/** Refuses more of something than a browser has use for, before anything is done with it (threat D1). */

import { isKratosCookie, OWN_COOKIE_PREFIX, readCookies } from "./cookies/cookies";
import { HttpError } from "./http-error";

/*
 * The server refuses too many parameters before any handler sees them (server/refusals.ts). Where a platform runs the
 * routes by itself, Next has read the request by now, and this keeps what follows bounded.
 */

/** Most parameters of a query. */
export const PARAMETER_COUNT_LIMIT = 100;

/**
 * Most cookies of Foyer's and Kratos' in one request: a browser that signs in to many apps at once may have some forty.
 * @internal exported for tests
 */
export const COOKIE_COUNT_LIMIT = 60;

/** Most fields of a form: a consent has one for each scope. */
const FIELD_COUNT_LIMIT = 1000;

/** Set by the server (server/listener.ts): the status with which it refused a request. */
export const REFUSAL_HEADER = "x-foyer-refusal";

/** What the server found, as the error that its page is drawn from. */
export function readServerRefusal(request: Request): HttpError {
  switch (request.headers.get(REFUSAL_HEADER)) {
    case "400":
      return new HttpError(400, "bad-request");
    case "414":
      return new HttpError(414, "bad-request");
    default:
      return new HttpError(404, "not-found");
  }
}

/**
 * So many cookies were planted by another host of the domain, which would keep a person out for as long as it wanted (threat P13).
 * By their names they could not all be expired in one answer; whoever planted them can make a browser forget the domain's
 * cookies anyway, by still more of them.
 * @throws HttpError 400 for more than {@link PARAMETER_COUNT_LIMIT} parameters, 431 for more than {@link COOKIE_COUNT_LIMIT} cookies,
 *   which the browser then forgets
 */
export function requireBounded(request: Request): void {
  if (count(request.url, "&") >= PARAMETER_COUNT_LIMIT) throw new HttpError(400, "bad-request");
  const own = readCookies(request).filter(
    ({ name }) => name.startsWith(OWN_COOKIE_PREFIX) || isKratosCookie(name),
  );
  if (own.length > COOKIE_COUNT_LIMIT)
    throw new HttpError(431, "too-many-cookies", [], { "clear-site-data": '"cookies"' });
}

/** @throws HttpError 413 for a form of more than {@link FIELD_COUNT_LIMIT} fields */
export function requireFewFields(form: string): void {
  if (count(form, "&") >= FIELD_COUNT_LIMIT) throw new HttpError(413, "too-large");
}

/**
 * Databases keep U+0000 in no text, and what is behind Foyer answers it with a fault (threat D2).
 * @throws HttpError 400 for a form with one in a name or a value
 */
export function requireNoNul(form: string): void {
  if (/%00|\0/.test(form)) throw new HttpError(400, "bad-request");
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found++;
  return found;
}
