/** The one error type for everything that goes wrong between Foyer and Kratos or Hydra. */

/** `network` is the API that Ory Network manages projects by. */
export type Upstream = "kratos" | "hydra" | "network";

/**
 * What happened, coarse enough to decide on:
 * - `unreachable` refused, reset, DNS, TLS: nothing was answered
 * - `busy` too many wait for this server already, here: nothing was sent
 * - `timeout` no complete answer in time
 * - `malformed` an answer that is not the JSON it should be, was cut off, is too large, or refuses in another shape than the
 *   server's own (a proxy's page)
 * - `status` the server answered with an error status; `status`, `id` and `body` say which
 */
export type OryErrorKind = "unreachable" | "busy" | "timeout" | "malformed" | "status";

/** Thrown by every function in lib/ory. Carries no cookies, bodies of requests, or challenges (threat L1). */
export class OryError extends Error {
  readonly upstream: Upstream;
  readonly kind: OryErrorKind;
  /** HTTP status of the answer; 0 when there was none. */
  readonly status: number;
  /** Kratos' or Hydra's own error id, such as `session_aal2_required`. */
  readonly id: string | undefined;
  /** The parsed error document, for the fields that decide what is next (`redirect_browser_to` …). */
  readonly body: unknown;
  /** Seconds from a Retry-After header. */
  readonly retryAfter: number | undefined;
  /** RFC 8288, of an answer that began and broke off; empty where it had none. */
  readonly link: string;

  constructor(options: {
    upstream: Upstream;
    kind: OryErrorKind;
    operation: string;
    status?: number;
    id?: string;
    body?: unknown;
    retryAfter?: number;
    link?: string;
    cause?: unknown;
  }) {
    const detail = options.status ? ` ${options.status}${options.id ? ` ${options.id}` : ""}` : "";
    super(`${options.upstream} ${options.operation}: ${options.kind}${detail}`, { cause: options.cause });
    this.name = "OryError";
    this.upstream = options.upstream;
    this.kind = options.kind;
    this.status = options.status ?? 0;
    this.id = options.id;
    this.body = options.body;
    this.retryAfter = options.retryAfter;
    this.link = options.link ?? "";
  }
}

/** Whether an answer was cut off for its size. */
export function isTooLarge(error: unknown): error is OryError {
  const cause = error instanceof OryError && error.kind === "malformed" ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "UND_ERR_RES_EXCEEDED_MAX_SIZE";
}

/** @throws OryError `malformed` for an answer that has not what is read of it */
export function requireWhole(isWhole: boolean, about: { upstream: Upstream; operation: string }): void {
  if (isWhole) return;
  throw new OryError({
    ...about,
    kind: "malformed",
    cause: new Error("the answer is not what was asked for"),
  });
}
