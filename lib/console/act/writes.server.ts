/** Counts what an act has written by the time that something fails: what is said of it depends on that (threat C24). */

import { AsyncLocalStorage } from "node:async_hooks";
import type { FetchAPI } from "@ory/client-fetch";
import { OryError } from "../../ory/error";
import { StoreUnavailable } from "../store/redis-store.server";
import type { FailedResult } from "../trail/entry";
import { toResult } from "./outcome";

export interface Writes {
  sent: number;
  /** Those that were answered with a success, method and path: the first of them, as a job has hundreds of thousands. */
  confirmed: string[];
  /** One of them was answered by nothing that says what became of it. */
  isOpen: boolean;
}

/** Confirmed writes that are kept, as many as the trail names of an act that failed. */
const MOST_WRITES = 20;

/** Of the act that runs, and of those that it is a part of. */
const acts = new AsyncLocalStorage<readonly Writes[]>();

export function withWrites<T>(run: (writes: Writes) => Promise<T>): Promise<T> {
  const writes: Writes = { sent: 0, confirmed: [], isOpen: false };
  return acts.run([...(acts.getStore() ?? []), writes], () => run(writes));
}

const READS = new Set(["GET", "HEAD"]);

/** A POST that changes nothing. */
const INTROSPECTION = "/oauth2/introspect";

/** A server's transport that tells the act which uses it. */
export function watchWrites(send: FetchAPI): FetchAPI {
  return async (input, init) => {
    const method = init?.method ?? "GET";
    const all = acts.getStore() ?? [];
    if (all.length === 0 || READS.has(method)) return send(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : input, "http://upstream.invalid");
    if (pathname.endsWith(INTROSPECTION)) return send(input, init);
    for (const writes of all) Object.assign(writes, { sent: writes.sent + 1, isOpen: true });
    const answer = await send(input, init);
    for (const writes of all) {
      writes.isOpen = answer.status >= 500;
      if (answer.ok && writes.confirmed.length < MOST_WRITES) writes.confirmed.push(`${method} ${pathname}`);
    }
    return answer;
  };
}

/** What is known of an act that failed: after a write that was confirmed it is done in part, before any it is not done. */
export function toActResult(error: unknown, { sent, confirmed, isOpen }: Writes): FailedResult {
  const result = toResult(error);
  if (confirmed.length > 0) return result === "unknown" && isOpen ? "unknown" : "partly";
  const isAway = error instanceof OryError || error instanceof StoreUnavailable;
  return sent === 0 && result === "unknown" && isAway ? "not-done" : result;
}
