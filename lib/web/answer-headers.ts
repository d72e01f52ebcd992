/** The headers that every answer has, whoever made it: pages bring stricter ones, refusals and files get these. */

import { COMMON_HEADERS, NO_STORE, TRANSPORT_SECURITY } from "./security-headers";

/** For answers that show nothing and run nothing. */
const DEFAULTS: Readonly<Record<string, string>> = {
  // A sandbox of its own sends no form, runs no script and has no origin.
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  ...COMMON_HEADERS,
};

export type HeaderValues = Record<string, string | string[]>;

/** Adds what is missing to an answer's headers; names are in lower case. */
export function toAnswerHeaders(
  given: HeaderValues,
  { status, isHttps }: { status: number; isHttps: boolean },
): HeaderValues {
  // On Node 20 a spread that gets new members takes 9 µs here, and every answer goes through it (ADR 25).
  const headers: HeaderValues = Object.assign({}, DEFAULTS, given);
  if (isHttps && headers["strict-transport-security"] === undefined) {
    headers["strict-transport-security"] = TRANSPORT_SECURITY;
  }
  // A file that is missing today may be there tomorrow: only what was found may be kept.
  if (headers["cache-control"] === undefined || status >= 400) {
    headers["cache-control"] = NO_STORE;
  }
  return headers;
}

/** The same for a route's answer where no server of ours sends it. */
export function completeAnswer({ headers, status }: Response, { isHttps }: { isHttps: boolean }): void {
  const given: HeaderValues = Object.fromEntries(headers);
  delete given["set-cookie"];
  for (const [name, value] of Object.entries(toAnswerHeaders(given, { status, isHttps }))) {
    headers.set(name, String(value));
  }
}
