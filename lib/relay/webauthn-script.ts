/** Kratos' webauthn.js on Foyer's origin: bytes unchanged, no cookies either way, cached by its digest (P10). */

import { createHash } from "node:crypto";
import { getConfig } from "@/lib/config/config";
import { OryError } from "@/lib/ory/error";
import { send } from "@/lib/ory/transport";
import { toScriptVersion } from "@/lib/self-service/nodes/script-version";

interface Script {
  body: Buffer;
  /** `sha512-…` as in the node's integrity attribute. */
  integrity: string;
  readAt: number;
}

/** How long the script is taken for Kratos' current one: asked for without a version, or with an unknown one. */
const FRESH_MS = 60_000;
const UNKNOWN_VERSION_MS = 1000;

const DAY_SECONDS = 86_400;

let cached: Script | undefined;
let reading: Promise<Script> | undefined;

/**
 * The script, from memory while it is fresh. A version that is not the one at hand makes Foyer look again, since
 * Kratos may have been upgraded; but not at every request that invents one.
 * @throws OryError
 */
export async function getWebAuthnScript(version: string | undefined): Promise<Response> {
  const script = await getScript(version);
  const isPinned = version !== undefined && version === toScriptVersion(script.integrity);
  return new Response(new Uint8Array(script.body), {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": isPinned ? `public, max-age=${365 * DAY_SECONDS}, immutable` : "no-cache",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

async function getScript(version: string | undefined): Promise<Script> {
  if (cached) {
    const age = performance.now() - cached.readAt;
    const isWanted = version === toScriptVersion(cached.integrity);
    if (isWanted || age < (version === undefined ? FRESH_MS : UNKNOWN_VERSION_MS)) return cached;
  }
  reading ??= readScript().finally(() => {
    reading = undefined;
  });
  cached = await reading;
  return cached;
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
  return { body: answer.body, integrity, readAt: performance.now() };
}
