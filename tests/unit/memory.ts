/** For tests: whether something that was done for a request keeps that request in memory. */

import { AsyncLocalStorage } from "node:async_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const current = new AsyncLocalStorage<object>();

/** Runs `work` as a server does for one request, and tells whether the request can be collected afterwards. */
export async function isForgotten(work: () => Promise<unknown>): Promise<boolean> {
  const request = await runFor(work);
  // A turn of the event loop: a value that was awaited lives until the end of the one it came in.
  await new Promise((resolve) => setImmediate(resolve));
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
  return request.deref() === undefined;
}

async function runFor(work: () => Promise<unknown>): Promise<WeakRef<object>> {
  const request = {};
  await current.run(request, work);
  return new WeakRef(request);
}
