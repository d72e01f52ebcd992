/** A request that Foyer itself refuses; the document shell turns it into a page with this status. */

import type { ProblemName } from "./problem-names";

/** Thrown by guards and routes; `setCookies` repair the browser (expire what is broken). */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly problem: ProblemName,
    readonly setCookies: string[] = [],
    readonly headers: Record<string, string> = {},
  ) {
    super(`${status} ${problem}`);
    this.name = "HttpError";
  }
}
