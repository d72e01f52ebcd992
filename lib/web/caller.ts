/** Turns a browser's request into the few headers that may travel to Kratos and Hydra. */

import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { getConfig } from "@/lib/config/config";
import type { Caller } from "@/lib/ory/caller";
import { getProcessState } from "@/lib/process/state";
import {
  isKratosCookie,
  isSessionCookie,
  readCookies,
  requireUniqueCookies,
  toCookieScope,
} from "./cookies/cookies";
import { trimBlanks } from "./header-text";

/**
 * Set by the server (server/listener.ts) from the connection itself, over whatever a client sends under it. A platform
 * that runs the routes by itself (Vercel) has no such server: there the header is anybody's word.
 */
export const PEER_HEADER = "x-foyer-peer";

const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const REQUEST_ID = /^[\w-]{8,64}$/;
const USER_AGENT_LIMIT = 512;

/**
 * Everything an upstream learns of the browser. Hosts, schemes and addresses are ours, never the client's
 * (threats P3–P6).
 * @throws HttpError 400 for cookies that arrive twice (threat P13)
 */
export function toCaller(request: Request): Caller {
  const { publicUrl } = getConfig();
  const cookies = readCookies(request);
  const own = new URL(publicUrl.origin);
  requireUniqueCookies(cookies, toCookieScope(request));
  const kratosCookies = cookies.filter(({ name }) => isKratosCookie(name));
  const address = toClientAddress(request);
  const userAgent = request.headers.get("user-agent");
  const traceparent = getCallersTraceparent(request);
  return {
    kratosCookie:
      kratosCookies.length > 0
        ? kratosCookies.map(({ name, value }) => `${name}=${value}`).join("; ")
        : undefined,
    hasSession: kratosCookies.some(({ name }) => isSessionCookie(name)),
    headers: {
      "x-request-id": toRequestId(request),
      "x-forwarded-host": own.host,
      "x-forwarded-proto": own.protocol.slice(0, -1),
      ...(address && { "true-client-ip": address, "x-forwarded-for": address }),
      ...(userAgent && { "user-agent": toKeptUserAgent(userAgent) }),
      ...(traceparent && { traceparent }),
    },
  };
}

/**
 * As Kratos' database can keep it with a session: bytes that are no UTF-8, or half a letter where the text is cut, would make
 * the sign-in fail. Headers hold a byte as a character.
 */
function toKeptUserAgent(header: string): string {
  const cut = header.slice(0, USER_AGENT_LIMIT);
  if (/^\p{ASCII}*$/u.test(cut)) return cut;
  const text = Buffer.from(cut, "latin1").toString("utf8").replaceAll("\ufffd", "?");
  return Buffer.from(text, "utf8").toString("latin1");
}

/** The trace that the request belongs to (W3C Trace Context), where the header is well formed. */
export function getCallersTraceparent(request: Request): string | undefined {
  const traceparent = request.headers.get("traceparent") ?? "";
  return TRACEPARENT.test(traceparent) ? traceparent : undefined;
}

const requestIds = new WeakMap<Request, string>();

/** The client's own request id where it is a harmless one, else a new one; shown on error pages and in the log. */
export function toRequestId(request: Request): string {
  const given = request.headers.get("x-request-id") ?? "";
  const id = requestIds.get(request) ?? (REQUEST_ID.test(given) ? given : randomUUID());
  requestIds.set(request, id);
  return id;
}

/**
 * The address that the outermost trusted proxy saw: with no proxies, the connection's peer; with N, the Nth
 * entry of X-Forwarded-For from the right. Where that is no address, the peer's counts.
 */
export function toClientAddress(request: Request): string | undefined {
  const hops = getConfig().trustedProxyHops;
  const peer = toAddress((getPeerTrust().isTrusted && request.headers.get(PEER_HEADER)) || "");
  if (hops === 0) return peer;
  const chain = (request.headers.get("x-forwarded-for") ?? "").split(",").map(trimBlanks);
  return toAddress(chain.at(-hops) ?? "") ?? peer;
}

/** An address without the port, brackets, zone or IPv4 mapping that some proxies and sockets write it with. */
function toAddress(text: string): string | undefined {
  const bare =
    text.match(/^\[([^\]]+)\](?::\d+)?$/)?.[1] ?? text.match(/^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/)?.[1] ?? text;
  const address = bare.replace(/^::ffff:(?=\d+\.)/i, "").split("%", 1)[0] ?? "";
  return isIP(address) === 0 ? undefined : address;
}

const getPeerTrust = () => getProcessState("peer", () => ({ isTrusted: false }));

/** Called by a server of ours: {@link PEER_HEADER} is its own word, since it drops what clients send under that name. */
export function trustPeerHeader(): void {
  getPeerTrust().isTrusted = true;
}
