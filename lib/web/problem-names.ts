/** What went wrong, in the words of the catalogue: the vocabulary that guards, routes and error pages share. */

/** Names a text in the catalogue: `problem.<name>.title`, `.text` and `.next`. */
export type ProblemName =
  | "bad-request"
  | "duplicate-parameter"
  | "duplicate-cookie"
  | "cross-site"
  | "stale-form"
  | "too-large"
  | "too-many-cookies"
  | "not-found"
  | "challenge-missing"
  | "challenge-expired"
  | "challenge-unknown"
  | "challenge-used"
  | "posted-request"
  | "signed-out"
  | "too-many-requests"
  | "too-many-sends"
  | "under-way"
  | "oauth2-off"
  | "device-off"
  | "flow-disabled"
  | "upstream-unavailable"
  | "upstream-malformed"
  | "upstream-busy"
  | "internal";

/** A failure as its page needs it, before the words are looked up. */
export interface Problem {
  status: number;
  name: ProblemName;
  /** Request id; the log line of the failure carries it. */
  reference: string;
  /** Seconds to wait, as in the Retry-After header. */
  retryAfterSeconds?: number;
  /** Same-origin address that is safe to open: the page itself, or the one whose form was sent. */
  retryHref?: string;
  /** Where what is over can be begun anew, off this origin. */
  startAgain?: string;
  /** Cookies that repair the browser. */
  setCookies: string[];
  headers: Record<string, string>;
}
