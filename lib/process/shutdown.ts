/** What scripts/serve.mjs and Foyer tell each other at the end of a process, by state that both can reach. */

import { getProcessState } from "./state";

/** Also written by scripts/serve.mjs under `Symbol.for("foyer.shutdown")`: keep the shapes equal. */
interface Shutdown {
  isDraining: boolean;
  /** Run once the last answer is out. */
  closers: (() => Promise<void>)[];
}

const getShutdown = () => getProcessState<Shutdown>("shutdown", () => ({ isDraining: false, closers: [] }));

/** True from the signal on: load balancers should send nobody here any more. */
export function isDraining(): boolean {
  return getShutdown().isDraining;
}

/** Registers what must be written out before the process ends. */
export function onShutdown(close: () => Promise<void>): void {
  getShutdown().closers.push(close);
}
