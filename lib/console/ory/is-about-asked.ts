/** Tells a server's word on what it was asked for from its word on who asks. */

import { OryError, type Upstream } from "../../ory/error";

/** A token of Foyer's that is not taken, and too many requests: nothing is said of a row, an id or a name. */
const ABOUT_WHO_ASKS: ReadonlySet<number> = new Set([401, 403, 429]);

/** Whether a server refused because of what it was asked for: it is not there, taken, or none that it takes. */
export function isAboutAsked(error: unknown): error is OryError {
  if (!(error instanceof OryError) || error.kind !== "status") return false;
  return error.status >= 400 && error.status < 500 && !isAboutWhoAsks(error);
}

/** The server that refused who asks, and would refuse whatever is asked next; nothing for any other error. */
export function toRefusedBy(error: unknown): { refusedBy?: Upstream } {
  return isAboutWhoAsks(error) ? { refusedBy: error.upstream } : {};
}

function isAboutWhoAsks(error: unknown): error is OryError {
  return error instanceof OryError && error.kind === "status" && ABOUT_WHO_ASKS.has(error.status);
}
