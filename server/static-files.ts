/** Serves the files of `public/`, read once at the start: nothing that a request says is ever a path on the disk. */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { accepts, BROTLI, GZIP } from "@/lib/web/accept-encoding";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** Files whose names change with their bytes (scripts/build-assets.mjs). */
const HASHED_FOLDER = "/assets/";
/** Of a file compressed by the build, beside the file: as well as can be takes longer than a start. */
const BROTLI_SUFFIX = ".br";
/** Nobody asks again for what cannot change, so there is no tag to ask by. */
const FOR_EVER = { "cache-control": "public, max-age=31536000, immutable" };

interface StaticFile {
  body: Uint8Array<ArrayBuffer>;
  /** Compressed once, as well as can be; none where that gains nothing. The best first. */
  packed: { coding: string; names: readonly string[]; body: Uint8Array<ArrayBuffer> }[];
  headers: Record<string, string>;
}

/** @param folder the absolute path of `public/`; one that is not there holds no files */
export function readStaticFiles(folder: string): (request: Request, path: string) => Response | undefined {
  const names = listFiles(folder).filter((file) => !file.endsWith(BROTLI_SUFFIX));
  const files = new Map(names.map((file) => [toPath(folder, file), toStaticFile(folder, file)]));
  return (request, path) => {
    const file = files.get(path);
    if (!file || (request.method !== "GET" && request.method !== "HEAD")) return undefined;
    if (isKnown(request, file.headers.etag))
      return new Response(null, { status: 304, headers: file.headers });
    const accepted = request.headers.get("accept-encoding");
    const packed = file.packed.find((one) => accepts(accepted, one.names));
    return packed
      ? new Response(packed.body, { headers: { ...file.headers, "content-encoding": packed.coding } })
      : new Response(file.body, { headers: file.headers });
  };
}

/** A weak comparison (RFC 9110 §13.1.2): by the tag alone, whoever marked it as weak, and by nothing else that stands there. */
function isKnown(request: Request, etag: string | undefined): boolean {
  const known = request.headers.get("if-none-match");
  if (known === null || etag === undefined) return false;
  const tag = etag.slice("W/".length);
  return [...known.matchAll(/"[^"]*"/g)].some(([one]) => one === tag);
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

function toPath(folder: string, file: string): string {
  return `/${relative(folder, file).split(sep).join("/")}`;
}

function toStaticFile(folder: string, file: string): StaticFile {
  const body = new Uint8Array(readFileSync(file));
  const packed = [
    { coding: "br", names: BROTLI, body: readIfThere(file + BROTLI_SUFFIX) },
    {
      coding: "gzip",
      names: GZIP,
      body: new Uint8Array(gzipSync(body, { level: constants.Z_BEST_COMPRESSION })),
    },
  ].filter((one) => one.body.length > 0 && one.body.length < body.length);
  return {
    body,
    packed,
    headers: {
      ...(packed.length > 0 && { vary: "Accept-Encoding" }),
      "content-type": CONTENT_TYPES[extname(file)] ?? "application/octet-stream",
      ...(toPath(folder, file).startsWith(HASHED_FOLDER) ? FOR_EVER : toAskedAgain(body)),
    },
  };
}

/** What may have changed by the next time. The tag is weak: the same stands on the compressed bytes and on the others. */
function toAskedAgain(body: Uint8Array<ArrayBuffer>): Record<string, string> {
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 16);
  return { "cache-control": "public, max-age=0", etag: `W/"${hash}"` };
}

function readIfThere(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(existsSync(file) ? readFileSync(file) : []);
}
