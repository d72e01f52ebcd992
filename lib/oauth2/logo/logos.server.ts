/** Reads clients' logos and keeps them: bounded in time, size, number and kind, following no redirect. */

import type { Agent } from "undici";
import { getLogger } from "@/lib/observe/log";
import { ExchangeError, exchange, toAgent } from "@/lib/ory/exchange";
import { getProcessState } from "@/lib/process/state";
import { toAllowedLogo } from "./allowed-logo.server";
import { lookUpPublic } from "./public-address.server";
import { toRasterType } from "./raster";

export interface Logo {
  type: string;
  bytes: Buffer;
}

/** Largest logo, in bytes. */
const SIZE_LIMIT = 128 * 1024;

const TIMEOUT_MS = 3000;

/** Connections to one server, and logos that are read at one time; who comes then is told to come again. */
const CONNECTIONS = 2;
const READING_LIMIT = 8;

/** Logos in memory: sixteen megabytes at most. */
const KEPT_LIMIT = 128;

/** How long a logo is kept, and how long it is not asked for again after it could not be had, in milliseconds. */
const GOOD_MS = 60 * 60 * 1000;
const BAD_MS = 5 * 60 * 1000;

interface Logos {
  kept: Map<string, { logo: Logo | undefined; until: number }>;
  reading: Map<string, Promise<Logo | undefined>>;
  /** For public addresses alone, and for what the operator names. */
  agents: { isPublicOnly: Agent; isNamed: Agent };
}

const getLogos = () =>
  getProcessState<Logos>("client-logos", () => {
    const options = { connections: CONNECTIONS, maxResponseSize: SIZE_LIMIT, keepAliveTimeout: 1000 };
    return {
      kept: new Map(),
      reading: new Map(),
      agents: {
        isPublicOnly: toAgent({ ...options, connect: { lookup: lookUpPublic } }),
        isNamed: toAgent(options),
      },
    };
  });

/** Whether it was looked for and could not be had. */
export function isKnownBad(href: string): boolean {
  const known = getLogos().kept.get(href);
  return known !== undefined && known.logo === undefined && known.until > performance.now();
}

/** The logo at an address of a client; undefined for what is none or may not be read, `"busy"` while many are read. */
export async function getLogo(href: string): Promise<Logo | undefined | "busy"> {
  const { kept, reading } = getLogos();
  const known = kept.get(href);
  if (known && known.until > performance.now()) return known.logo;
  const underWay = reading.get(href);
  if (underWay) return underWay;
  if (reading.size >= READING_LIMIT) return "busy";
  const read = readLogo(href).finally(() => reading.delete(href));
  reading.set(href, read);
  const logo = await read;
  kept.delete(href);
  kept.set(href, { logo, until: performance.now() + (logo ? GOOD_MS : BAD_MS) });
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_LIMIT) break;
    kept.delete(oldest);
  }
  return logo;
}

/** Never throws: what cannot be had is logged, and there is no logo. */
async function readLogo(href: string): Promise<Logo | undefined> {
  const allowed = toAllowedLogo(href);
  if (!allowed) return undefined;
  try {
    const { agents } = getLogos();
    const { status, body } = await exchange(
      { url: href, headers: { accept: "image/*", "accept-encoding": "identity" }, timeoutMs: TIMEOUT_MS },
      allowed.isPublicOnly ? agents.isPublicOnly : agents.isNamed,
    );
    const type = toRasterType(body);
    if (status === 200 && type) return { type, bytes: body };
    report(allowed.url, status === 200 ? "no PNG, JPEG, GIF or WebP" : `status ${status}`);
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    report(allowed.url, error.cause instanceof Error ? error.cause.message : error.kind);
  }
  return undefined;
}

/** Names the host alone: a path may hold what is not for a log (threat L1). */
function report({ host }: URL, reason: string): void {
  getLogger().warn({ event: "client-logo", host, reason });
}
