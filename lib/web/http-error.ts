/** A request that Foyer itself refuses; the document shell turns it into a page with this status. */

import type { ProblemName } from "./problem-names";

/** Thrown by guards and routes; `setCookies` repair the browser (expire what is broken). */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly problem: ProblemName,
    readonly setCookies: string[] = [],
    readonly headers: Record<string, string> = {},
    /** An address of another origin at which what is over can be begun anew. */
    readonly startAgain?: string,
  ) {
    super(`${status} ${problem}`);
    this.name = "HttpError";
  }

  withStartAgain(href: string): HttpError {
    return new HttpError(this.status, this.problem, this.setCookies, this.headers, href);
  }
}
