/** Reads the files beside a brand file: of the kinds that may be there, small, and named by their content's hash. */

import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { toRasterType } from "@/lib/oauth2/logo/raster";
import type { BrandAsset } from "./brand";

const KB = 1024;

/** Per use: the largest file, in bytes, and the types it may have. */
const USES = {
  logo: { limit: 32 * KB, types: ["image/svg+xml", "image/png", "image/webp", "image/jpeg"] },
  favicon: { limit: 16 * KB, types: ["image/svg+xml", "image/png"] },
  touchIcon: { limit: 64 * KB, types: ["image/png"] },
  picture: { limit: 300 * KB, types: ["image/svg+xml", "image/png", "image/webp", "image/jpeg"] },
  font: { limit: 150 * KB, types: ["font/woff2"] },
} as const;

export type FileUse = keyof typeof USES;

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/svg+xml": "svg",
  "image/png": "png",
  "image/webp": "webp",
  "image/jpeg": "jpg",
  "font/woff2": "woff2",
};

/** What runs, or fetches something from elsewhere, when an SVG is opened by itself. */
const ACTIVE_SVG =
  /<(?:[^\s<>/:]+:)?(?:script|foreignObject|iframe)|<!ENTITY|\son\w+\s*=|javascript:|@import|(?:href|src)\s*=\s*["']?\s*(?:https?:)?\/\/|url\(\s*["']?\s*(?:https?:)?\/\//i;

/** What ends before its root does is drawn by no browser: it was cut off on its way here. */
function isCutOff(svg: string): boolean {
  return !/<\/(?:[^\s<>/:]+:)?svg\s*>$/.test(svg.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "").trimEnd());
}

function findSvgProblem(svg: string): string | undefined {
  if (ACTIVE_SVG.test(svg)) return "holds a script, or names a file elsewhere";
  return isCutOff(svg) ? "is cut off: its last tag is not </svg>" : undefined;
}

/** @returns the file and the name to serve it by, or what is wrong with it */
export function readBrandAsset(
  folder: string,
  name: string,
  use: FileUse,
): { name: string; asset: BrandAsset } | { problem: string } {
  const { limit, types } = USES[use];
  const path = join(folder, name);
  try {
    const { size } = statSync(path);
    if (size > limit) return { problem: `${name} has ${size} bytes; ${limit} at most` };
    const body = new Uint8Array(readFileSync(path));
    const type = toType(body);
    if (!type || !types.some((allowed) => allowed === type))
      return { problem: `${name} must be ${types.map((allowed) => allowed.split("/")[1]).join(", ")}` };
    const problem = type === "image/svg+xml" ? findSvgProblem(new TextDecoder().decode(body)) : undefined;
    if (problem) return { problem: `${name} ${problem}` };
    return toBrandAsset("brand", EXTENSIONS[type] ?? "bin", type, body);
  } catch (cause) {
    return { problem: `${name} cannot be read (${cause instanceof Error ? cause.message : String(cause)})` };
  }
}

/** @returns the asset by the name `<name>.<hash>.<extension>` */
export function toBrandAsset(
  name: string,
  extension: string,
  type: string,
  body: Uint8Array<ArrayBuffer>,
): { name: string; asset: BrandAsset } {
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 10);
  const packed = /^text|svg/.test(type) ? new Uint8Array(brotliCompressSync(body)) : undefined;
  const isSmaller = packed && packed.length < body.length;
  return { name: `${name}.${hash}.${extension}`, asset: { type, body, ...(isSmaller && { packed }) } };
}

/** By the first bytes; the name says nothing. */
function toType(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder().decode(bytes.subarray(0, KB)).trimStart();
  if (head.startsWith("wOF2")) return "font/woff2";
  return (
    toRasterType(bytes) ??
    (/^<(?:svg|\?xml|!--)/.test(head) && head.includes("<svg") ? "image/svg+xml" : undefined)
  );
}
