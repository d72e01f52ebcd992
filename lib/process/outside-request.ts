/** Runs what outlives a request apart from it: a timer keeps the whole request in memory that it was set in. */

import { AsyncLocalStorage } from "node:async_hooks";
import { getProcessState } from "./state";

const getRunner = () => getProcessState("detached", () => AsyncLocalStorage.snapshot());

/** Called once before the first request, so that nobody's request is the one that the others run in. */
export function openOutsideRequest(): void {
  getRunner();
}

/** Runs `work` as if no request had asked for it; what it returns is the caller's. */
export function runOutsideRequest<T>(work: () => T): T {
  return getRunner()(work);
}
