/** The end of a process: whether it has begun, what it waits for, and what must be written out before. */

import { getProcessState } from "./state";

interface Shutdown {
  isDraining: boolean;
  /** What goes on behind no request. */
  work: Set<Promise<void>>;
  closers: (() => Promise<void>)[];
}

const getShutdown = () =>
  getProcessState<Shutdown>("shutdown", () => ({ isDraining: false, work: new Set(), closers: [] }));

/** True from the signal on: load balancers should send nobody here any more. */
export function isDraining(): boolean {
  return getShutdown().isDraining;
}

export function beginDraining(): void {
  getShutdown().isDraining = true;
}

/** Has the end wait for work as it waits for requests. @param work ends soon once the process is draining, and never rejects */
export function holdEnd(work: Promise<void>): void {
  const { work: all } = getShutdown();
  all.add(work);
  void work.then(() => all.delete(work));
}

/** Ends with the last of it. */
export async function awaitWork(): Promise<void> {
  await Promise.all(getShutdown().work);
}

/** Registers what must be written out before the process ends. */
export function onShutdown(close: () => Promise<void>): void {
  getShutdown().closers.push(close);
}

/** Runs what was registered, side by side, once the last answer is out. Never rejects. */
export async function runClosers(): Promise<void> {
  await Promise.allSettled(getShutdown().closers.map((close) => close()));
}
