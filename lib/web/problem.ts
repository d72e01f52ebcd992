/** Turns whatever a handler threw into what the error document says, and decides its status (threats §2). */

import { ForgedRedirectError } from "@/lib/oauth2/shared/redirect";
import { OryError } from "@/lib/ory/error";
import { toRequestId } from "./caller";
import { HttpError } from "./http-error";
import { toRequestPath } from "./paths";
import type { Problem, ProblemName } from "./problem-names";
import { toOwnPath } from "./target";

/** Shown and sent when an upstream is away and says nothing itself, in seconds. */
const DEFAULT_RETRY_AFTER_SECONDS = 5;

/** Never answers "signed out" for a fault: 503 when an upstream is away, 502 when it talks nonsense, 429 when busy. */
export function toProblem(error: unknown, request: Request): Problem {
  const { status, name, retryAfterSeconds } = classify(error);
  // Two sign-ins at once are refused for themselves, not for the address, and both are gone by then.
  const canRetry = name === "duplicate-cookie" || (status !== 400 && status !== 404);
  const own = error instanceof HttpError ? error : undefined;
  return {
    status,
    name,
    reference: toRequestId(request),
    retryAfterSeconds,
    retryHref: canRetry ? toRetryHref(request) : undefined,
    ...(own?.startAgain !== undefined && { startAgain: own.startAgain }),
    setCookies: own?.setCookies ?? [],
    headers: {
      ...own?.headers,
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    },
  };
}

/** The same page again; after a POST the page that its form was on, which browsers name on our own origin. */
function toRetryHref(request: Request): string | undefined {
  if (request.method !== "GET") return toOwnPath(request.headers.get("referer") ?? "");
  return toRequestPath(request);
}

function classify(error: unknown): { status: number; name: ProblemName; retryAfterSeconds?: number } {
  if (error instanceof HttpError) {
    const retryAfter = Number(error.headers["retry-after"]);
    return {
      status: error.status,
      name: error.problem,
      retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
    };
  }
  if (error instanceof ForgedRedirectError) return { status: 502, name: "upstream-malformed" };
  if (!(error instanceof OryError)) return { status: 500, name: "internal" };
  if (isSessionOver(error)) return { status: 401, name: "signed-out" };
  const retryAfterSeconds = error.retryAfter ?? DEFAULT_RETRY_AFTER_SECONDS;
  if (error.status === 429) return { status: 429, name: "upstream-busy", retryAfterSeconds };
  if (error.kind === "busy") return { status: 503, name: "upstream-busy", retryAfterSeconds };
  if (error.kind === "malformed") return { status: 502, name: "upstream-malformed" };
  if (error.kind === "status" && error.status < 500) return { status: 502, name: "upstream-malformed" };
  return { status: 503, name: "upstream-unavailable", retryAfterSeconds };
}

/** A session that ended while its request was under way, in another tab say. */
function isSessionOver({ upstream, kind, status, id }: OryError): boolean {
  return upstream === "kratos" && kind === "status" && status === 401 && id === "session_inactive";
}
