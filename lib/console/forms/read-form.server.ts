/** Reads a form that a console page sent: strict about where it comes from, and about what it may hold. */

import { requireNoNul } from "@/lib/web/bounds";
import { readBody, readField } from "@/lib/web/guards";
import { FORM_TYPE, toMediaType } from "@/lib/web/header-text";
import { HttpError } from "@/lib/web/http-error";
import { getConsoleConfig } from "../get-console-config.server";
import { ConsoleProblem } from "../problem";
import { OWN_FIELDS } from "./form-token.server";

/**
 * Stricter than public pages: the origin must be named, and be the console's own; `null` is none (threat C7).
 * @throws HttpError 403
 */
export function requireConsoleOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const isSameSite = site === null || site === "same-origin";
  if (!isSameSite || origin !== getConsoleConfig().url.origin) throw new HttpError(403, "cross-site");
}

/** The longest field (`JSON_LIMIT`, lib/console/forms/at-most.ts), nine bytes a character in a POST: 3.6 MB. */
const FORM_LIMIT_BYTES = 4 * 1024 * 1024;

/**
 * Of an operator who is signed in: larger than anybody else's form, as JSON of projects and keys is.
 * @throws HttpError as `readConsoleForm`
 */
export function readActForm(request: Request): Promise<URLSearchParams> {
  return readConsoleForm(request, FORM_LIMIT_BYTES);
}

/** @throws HttpError 403 of another origin, 400 of another type or with a NUL, 413 for a body that is too large */
export async function readConsoleForm(request: Request, limitBytes?: number): Promise<URLSearchParams> {
  requireConsoleOrigin(request);
  const type = toMediaType(request.headers.get("content-type"));
  if (type !== FORM_TYPE) throw new HttpError(400, "bad-request");
  const text = new TextDecoder().decode(await readBody(request, limitBytes));
  requireNoNul(text);
  return new URLSearchParams(text);
}

/** A file of ten thousand people. */
const UPLOAD_LIMIT_MB = 8;
const UPLOAD_LIMIT_BYTES = UPLOAD_LIMIT_MB * 1024 * 1024;

/**
 * A form with files: each file's text stands under its field's name. A form without one is read as any other.
 * @throws HttpError 403 of another origin, 400 for what is no such form; ConsoleProblem 413 for a file that is too large
 */
export async function readUploadForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("multipart/form-data;")) return readActForm(request);
  requireConsoleOrigin(request);
  const body = await readBody(request, UPLOAD_LIMIT_BYTES).catch((error: unknown) => {
    throw isTooLarge(error) ? new ConsoleProblem(413, TOO_LARGE) : error;
  });
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => {
    throw new HttpError(400, "bad-request");
  });
  const values = new URLSearchParams();
  for (const [name, value] of form)
    values.append(name, typeof value === "string" ? toTyped(value) : readText(await value.arrayBuffer()));
  return values;
}

/** @throws HttpError 400 for what no database keeps */
function toTyped(text: string): string {
  // It is read already: "%00" in it is what somebody typed.
  if (text.includes("\0")) throw new HttpError(400, "bad-request");
  return text;
}

const TOO_LARGE = {
  title: "This file is too large",
  text: `Nothing was read. A file may have ${UPLOAD_LIMIT_MB} MB: send it in parts.`,
};

const isTooLarge = (error: unknown) => error instanceof HttpError && error.status === 413;

/** @throws ConsoleProblem 422 for a file of another encoding: names in it would be broken */
function readText(bytes: ArrayBuffer): string {
  const text = decode(bytes);
  if (text === undefined)
    throw new ConsoleProblem(422, {
      title: "This file is neither UTF-8 nor Unicode Text",
      text: "Nothing was imported. Names in it would be broken: save it as “CSV UTF-8”, or as JSON, and choose it again.",
    });
  return text;
}

/** What spreadsheets call "Unicode Text" is UTF-16, and says so; unsaid, that of English names is UTF-8 with a NUL beside each letter. */
function decode(bytes: ArrayBuffer): string | undefined {
  try {
    const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
    const encoding =
      `${first} ${second}` === "255 254"
        ? "utf-16le"
        : `${first} ${second}` === "254 255"
          ? "utf-16be"
          : "utf-8";
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Names of the fields that the page showed, as its form says; none for one that carries a waiting act on. */
export function readShownNames(form: URLSearchParams): string[] {
  return (readField(form, "form_fields") ?? "").split(" ").filter(Boolean);
}

/**
 * The values of the fields that the page showed, a list where a name comes more than once.
 * @throws HttpError 400 for a field that it did not show: somebody added it (threat C30)
 */
export function readShownFields(form: URLSearchParams): Record<string, string | string[]> {
  const shown = new Set(readShownNames(form));
  const own: readonly string[] = OWN_FIELDS;
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    if (own.includes(name)) continue;
    if (!shown.has(name)) throw new HttpError(400, "bad-request");
    const all = form.getAll(name);
    const value = all.length === 1 ? all[0] : all;
    Object.defineProperty(values, name, { value: value ?? "", enumerable: true });
  }
  return values;
}
