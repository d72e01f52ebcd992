// @ts-check
// Turns a file of this folder into the base64:// URL that Kratos takes in place of a path.

import { readFileSync } from "node:fs";

/** @param {string} name */
export function toEmbeddedUrl(name) {
  return toBase64Url(readFileSync(new URL(name, import.meta.url)));
}

/** @param {string | Buffer} content */
export function toBase64Url(content) {
  return `base64://${Buffer.from(content).toString("base64")}`;
}
