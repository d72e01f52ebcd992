/** Kratos' webauthn.js on Foyer's origin: bytes unchanged, no cookies either way, cached by its digest (P10). */

import { createHash } from "node:crypto";
import { getConfig } from "../config";
import { OryError } from "../ory/error";
import { send } from "../ory/transport";

interface Script {
  body: Buffer;
  /** `sha512-…` as in the node's integrity attribute. */
  integrity: string;
  readAt: number;
}

const FRESH_MS = 60_000;
const DAY_SECONDS = 86_400;

let cached: Script | undefined;

/** The part of an integrity value that stands in the script's URL, so that browsers may cache it for good. */
export function toVersion(integrity: string): string {
  return integrity
    .replace(/^sha512-/, "")
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, 16);
}

/**
 * The script, from memory when it is the wanted one or was read less than a minute ago.
 * @throws OryError
 */
export async function getWebAuthnScript(version: string | undefined): Promise<Response> {
  const isWanted =
    cached && (version ? toVersion(cached.integrity) === version : Date.now() - cached.readAt < FRESH_MS);
  if (!cached || !isWanted) cached = await readScript();
  const isPinned = version === toVersion(cached.integrity);
  return new Response(new Uint8Array(cached.body), {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": isPinned ? `public, max-age=${365 * DAY_SECONDS}, immutable` : "no-cache",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

async function readScript(): Promise<Script> {
  const answer = await send({
    upstream: "kratos",
    operation: "getWebAuthnJavaScript",
    method: "GET",
    url: `${getConfig().kratos.publicUrl}/.well-known/ory/webauthn.js`,
    headers: { accept: "*/*" },
  });
  const about = { upstream: "kratos", operation: "getWebAuthnJavaScript" } as const;
  if (answer.status !== 200) throw new OryError({ ...about, kind: "status", status: answer.status });
  if (!String(answer.headers["content-type"]).includes("javascript")) {
    throw new OryError({ ...about, kind: "malformed", cause: new Error("something else than a script") });
  }
  const integrity = `sha512-${createHash("sha512").update(answer.body).digest("base64")}`;
  return { body: answer.body, integrity, readAt: Date.now() };
}
