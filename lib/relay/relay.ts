/** Relays Kratos' browser endpoints on Foyer's origin: an allowlist, bytes and cookies unchanged (architecture §3). */

import { getConfig } from "@/lib/config/config";
import { limitPost } from "@/lib/limits/limit-post";
import { toFlowKey } from "@/lib/limits/rate-limit";
import { reportFlow } from "@/lib/observe/flow-outcome";
import { OryError } from "@/lib/ory/error";
import { toSeconds } from "@/lib/ory/retry-after";
import { NO_BODY, send, type UpstreamAnswer } from "@/lib/ory/transport";
import { toCaller } from "@/lib/web/caller";
import { readBody, requireSameOrigin } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { isWithinOwnPages } from "@/lib/web/redirect";
import { toSecurityHeaders } from "@/lib/web/security-headers";
import { toTarget } from "@/lib/web/target";

/** What the relay made of a request: an answer to pass on, or a way off the origin that needs the interstitial. */
export type Relayed =
  | { kind: "answer"; response: Response }
  | { kind: "leave"; href: string; setCookies: string[] };

type Method = "GET" | "POST";

interface RelayRule {
  path: RegExp;
  methods: readonly Method[];
  /** Identity providers answer with a cross-site POST (Apple's `form_post`). */
  acceptsCrossSite?: boolean;
}

const RULES: readonly RelayRule[] = [
  {
    path: /^\/self-service\/(login|registration|recovery|verification|settings)\/browser$/,
    methods: ["GET"],
  },
  { path: /^\/self-service\/(login|registration|recovery|verification|settings)$/, methods: ["GET", "POST"] },
  { path: /^\/self-service\/logout(\/browser)?$/, methods: ["GET"] },
  { path: /^\/self-service\/methods\/oidc\/callback$/, methods: ["GET"] },
  {
    path: /^\/self-service\/methods\/oidc\/callback\/[A-Za-z0-9][A-Za-z0-9_.~-]{0,127}$/,
    methods: ["GET", "POST"],
    acceptsCrossSite: true,
  },
];

const PASSED_REQUEST_HEADERS = ["accept", "accept-language", "content-type"];
const PASSED_ANSWER_HEADERS = ["content-type", "retry-after"];
const REDIRECTS = new Set([301, 302, 303]);

/** The rule a method and an undecoded path fall under; encoded look-alikes match nothing (threat P2). */
export function findRule(method: string, path: string): RelayRule | undefined {
  return RULES.find((rule) => rule.path.test(path) && rule.methods.some((allowed) => allowed === method));
}

/**
 * Sends an allowed request to Kratos, whole and unchanged, and passes its answer back.
 * @throws HttpError 404 for anything not on the list, 403 cross-site POST, 413
 * @throws OryError when Kratos cannot be reached, or answers with a redirect that nobody should follow (threat P9)
 */
export async function relay(request: Request): Promise<Relayed> {
  const { kratos } = getConfig();
  const url = new URL(request.url);
  const rule = findRule(request.method, url.pathname);
  if (!rule || !kratos.relay) throw new HttpError(404, "not-found");
  if (url.searchParams.getAll("flow").length > 1) throw new HttpError(400, "duplicate-parameter");
  const isForm = request.method === "POST" && !rule.acceptsCrossSite;
  if (isForm) {
    requireSameOrigin(request);
    await limitPost(request, toLimitedFlow(url));
  }

  const caller = toCaller(request);
  const body = request.method === "POST" ? await readBody(request) : undefined;
  const answer = await send({
    upstream: "kratos",
    operation: "relay",
    method: request.method === "POST" ? "POST" : "GET",
    url: `${kratos.publicUrl}${url.pathname}${url.search}`,
    headers: {
      ...pick(PASSED_REQUEST_HEADERS, (name) => request.headers.get(name)),
      ...caller.headers,
      ...(caller.kratosCookie !== undefined && { cookie: caller.kratosCookie }),
    },
    body,
  });

  if (isForeignPage(answer)) throw toMalformed("HTML in place of JSON");
  const setCookies = toList(answer.headers["set-cookie"]);
  const [location] = toList(answer.headers.location);
  reportFlow(request, body, { status: answer.status, location, setCookies });
  if (location === undefined) {
    if (isFailure(answer.status) && !isForScripts(request)) throw toFailure(answer);
    if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) throw refuse();
    return { kind: "answer", response: toResponse(answer.status, answer.headers, setCookies, answer.body) };
  }
  const target = toTarget(location);
  if (!target || !REDIRECTS.has(answer.status)) throw refuse();
  if (target.isOwn || !isWithinOwnPages(request)) {
    return { kind: "answer", response: toResponse(303, { location: target.href }, setCookies) };
  }
  return { kind: "leave", href: target.href, setCookies };
}

/** Settings are changed many times within one flow, by somebody who is signed in: counted by address alone. */
function toLimitedFlow({ pathname, searchParams }: URL): string | undefined {
  const flow = searchParams.get("flow");
  return flow === null || pathname.endsWith("/settings") ? undefined : toFlowKey(flow);
}

/** Statuses that say nothing about the flow: Kratos, or a proxy before it, cannot answer now. */
function isFailure(status: number): boolean {
  return status >= 500 || status === 429;
}

/** Scripts get Kratos' own JSON; a person gets a page of ours in place of it. */
export function isForScripts(request: Request): boolean {
  return request.headers.get("accept")?.includes("application/json") ?? false;
}

function toFailure({ status, headers }: UpstreamAnswer): OryError {
  const retryAfter = toSeconds(toList(headers["retry-after"])[0] ?? null);
  return new OryError({ upstream: "kratos", operation: "relay", kind: "status", status, retryAfter });
}

/** HTML without a way on comes from something that is not Kratos: its browser endpoints redirect, or answer JSON. */
function isForeignPage({ headers }: UpstreamAnswer): boolean {
  return (
    /^text\/html\b/i.test(toList(headers["content-type"])[0] ?? "") && toList(headers.location).length === 0
  );
}

function refuse(): OryError {
  return toMalformed("a redirect that leads to a place nobody should be sent to");
}

function toMalformed(what: string): OryError {
  return new OryError({ upstream: "kratos", operation: "relay", kind: "malformed", cause: new Error(what) });
}

function toResponse(
  status: number,
  answerHeaders: Record<string, string | string[] | undefined>,
  setCookies: string[],
  body?: Buffer,
): Response {
  const headers = new Headers({
    ...toSecurityHeaders("public"),
    ...pick([...PASSED_ANSWER_HEADERS, "location"], (name) => toList(answerHeaders[name])[0]),
  });
  for (const cookie of setCookies) headers.append("set-cookie", cookie);
  const isEmpty = !body || body.length === 0 || NO_BODY.has(status);
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers });
}

function pick(names: string[], read: (name: string) => string | null | undefined): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = read(name);
      return value ? [[name, value]] : [];
    }),
  );
}

function toList(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
