/** The log line of a handler that failed: the same members whether its answer is a page, a script's JSON or the console's. */

import { getLogger, redact } from "@/lib/observe/log";
import type { RouteName } from "@/lib/pages";
import { toRequestId } from "./caller";

const SERVER_ERROR = 500;

interface AnsweredProblem {
  /** The route's own path, `/login`: never the URL (threat L1). */
  route: RouteName;
  status: number;
  /** What the answer calls it. */
  problem: string;
}

/** A fault is logged as an error, what a request brought on itself as information; a defect of ours with its stack. */
export function logProblem(
  request: Request,
  error: unknown,
  { route, status, problem }: AnsweredProblem,
): void {
  getLogger()[status >= SERVER_ERROR ? "error" : "info"]({
    event: "problem",
    requestId: toRequestId(request),
    route,
    status,
    problem,
    ...(error instanceof Error && {
      error: error.name,
      message: redact(error.message),
      cause: toCause(error),
      ...(status === SERVER_ERROR && { stack: redact(error.stack ?? "") }),
    }),
  });
}

/** The system's code for the failure (`ECONNREFUSED`), never its message: it may quote a URL. */
function toCause({ cause }: Error): string | undefined {
  return cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
}
