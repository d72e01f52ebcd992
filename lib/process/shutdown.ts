/** The end of a process: whether it has begun, and what must be written out before. */

import { getProcessState } from "./state";

interface Shutdown {
  isDraining: boolean;
  closers: (() => Promise<void>)[];
}

const getShutdown = () => getProcessState<Shutdown>("shutdown", () => ({ isDraining: false, closers: [] }));

/** True from the signal on: load balancers should send nobody here any more. */
export function isDraining(): boolean {
  return getShutdown().isDraining;
}

export function beginDraining(): void {
  getShutdown().isDraining = true;
}

/** Registers what must be written out before the process ends. */
export function onShutdown(close: () => Promise<void>): void {
  getShutdown().closers.push(close);
}

/** Runs what was registered, side by side, once the last answer is out. Never rejects. */
export async function runClosers(): Promise<void> {
  await Promise.allSettled(getShutdown().closers.map((close) => close()));
}
