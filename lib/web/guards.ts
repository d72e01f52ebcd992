/** What every request must pass before anything is done for it. */

import { getConfig } from "@/lib/config/config";
import { requireFewFields, requireNoNul } from "./bounds";
import { FORM_TYPE, toMediaType } from "./header-text";
import { HttpError } from "./http-error";
import { toPieceReader } from "./request-body";
import { readUrl } from "./request-url";

/**
 * Longest query value that is taken at all, in characters: an address of ours with the longest challenge in it
 * (lib/oauth2/shared/challenge.ts).
 */
const PARAMETER_LIMIT = 17 * 1024;

/**
 * Largest form, in bytes (threats P16, P20). Kratos writes what stands in it into the flow, up to twice, and a byte as up to
 * six: the flow must be readable afterwards (lib/ory/transport.ts takes a megabyte).
 * @internal exported for tests
 */
export const BODY_LIMIT_BYTES = 64 * 1024;

/** Not a status of any standard: the client hung up before its body was whole, and nobody reads the answer. */
const CLIENT_CLOSED_REQUEST = 499;

const CONTROL_OR_SURROGATE = /[\p{Cc}\p{Cs}]/u;

/**
 * Reads the named query parameters, each at most once (threat V1).
 * @throws HttpError 400 for a repeated or oversized one, or one with control characters (threat V3)
 */
export function readQuery<Name extends string>(
  request: Request,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  return readValues(request, names, (value) => value);
}

/**
 * The same, of what somebody typed into a field, or pasted: a cell of a spreadsheet comes with its tab, which a field keeps.
 * Blanks around it are taken away, and none of them makes a request that is refused.
 * @throws HttpError as `readQuery`
 */
export function readTypedQuery<Name extends string>(
  request: Request,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  return readValues(request, names, (value) => value.replaceAll(/[\t\r\n]+/g, " ").trim());
}

function readValues<Name extends string>(
  request: Request,
  names: readonly Name[],
  toValue: (value: string) => string,
): Partial<Record<Name, string>> {
  const { searchParams } = readUrl(request);
  const values: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const all = searchParams.getAll(name);
    if (all.length > 1) throw new HttpError(400, "duplicate-parameter");
    const value = toValue(all[0] ?? "");
    if (!value) continue;
    if (value.length > PARAMETER_LIMIT || CONTROL_OR_SURROGATE.test(value))
      throw new HttpError(400, "bad-request");
    values[name] = value;
  }
  return values;
}

/**
 * Refuses a POST that another site made (threat F6). Browsers always say one of the two headers on a POST;
 * a client that says neither carries no person's cookies. Under `Referrer-Policy: no-referrer`, which extensions and
 * proxies set, a page of this very origin sends `Origin: null`: then the browser's own `same-origin` counts, which no page
 * can write, and which frames without an origin and redirects over another site do not get.
 * @throws HttpError 403
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") throw new HttpError(403, "cross-site");
  const origin = request.headers.get("origin");
  if (origin === "null" && site === "same-origin") return;
  if (origin !== null && origin !== getConfig().publicUrl.origin) throw new HttpError(403, "cross-site");
}

/**
 * Reads a body up to a limit, stopping as soon as it is too large.
 * @throws HttpError 413, or 499 when the client hangs up meanwhile
 */
export async function readBody(
  request: Request,
  limitBytes = BODY_LIMIT_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw new HttpError(413, "too-large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  const readPiece = toPieceReader(request);
  for (;;) {
    const piece = await readPiece().catch(() => {
      throw new HttpError(CLIENT_CLOSED_REQUEST, "bad-request");
    });
    if (piece.done) break;
    size += piece.value.length;
    // Cancelling would cut the connection, and the answer with it; the server discards the rest (server/broken-requests.ts).
    if (size > limitBytes) throw new HttpError(413, "too-large");
    chunks.push(piece.value);
  }
  const body = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}

/**
 * Reads one of our own forms: same origin, urlencoded, bounded.
 * @throws HttpError 403, 413, or 400 for another content type, or a NUL
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  requireSameOrigin(request);
  const type = toMediaType(request.headers.get("content-type"));
  if (type !== FORM_TYPE) throw new HttpError(400, "bad-request");
  const text = new TextDecoder().decode(await readBody(request));
  requireFewFields(text);
  requireNoNul(text);
  return new URLSearchParams(text);
}

/**
 * One value of a form, or undefined.
 * @throws HttpError 400 when it is there twice (threat V1)
 */
export function readField(form: URLSearchParams, name: string): string | undefined {
  const all = form.getAll(name);
  if (all.length > 1) throw new HttpError(400, "duplicate-parameter");
  return all[0] || undefined;
}
