/** Upstreams' page tokens on their way through the address bar: signed for their list, so that none is made up (C16). */

import { createToken, hasToken } from "@/lib/web/form-token";
import { HttpError } from "@/lib/web/http-error";

const PURPOSE = "console-page";

/** Longest token of an upstream's that is passed on, in characters. */
const TOKEN_LIMIT = 1000;
const SEPARATOR = "~";

/** @param list names the list and what it is filtered by: a token leads nowhere else */
export function toPageParameter(list: string, token: string | undefined): string | undefined {
  if (token === undefined || token === "" || token.length > TOKEN_LIMIT) return undefined;
  return Buffer.from(token).toString("base64url") + SEPARATOR + createToken(PURPOSE, list, token);
}

/** @throws HttpError 400 for one that this console did not give out for this list */
export function readPageParameter(list: string, parameter: string | undefined): string | undefined {
  if (parameter === undefined) return undefined;
  const at = parameter.indexOf(SEPARATOR);
  const token = Buffer.from(parameter.slice(0, Math.max(at, 0)), "base64url").toString("utf8");
  if (at <= 0 || !hasToken(parameter.slice(at + 1), PURPOSE, list, token))
    throw new HttpError(400, "bad-request");
  return token;
}
