/**
 * undici parses answers by WebAssembly. V8 compiles that parser anew, optimised, with the first answers that come, which a start
 * waits for: 40 ms of the processor that the first page has better use for (ADR 25).
 */

import { setFlagsFromString } from "node:v8";

/**
 * What V8 lets a function do first; its own is 1.8 million on Node 20, 13 million on Node 24. Twenty to ninety answers, as long as they
 * are: a start takes five, and many more would each cost 0.1 to 0.3 ms that the optimised parser saves.
 */
const BUDGET = 130_000_000;

/** Puts that off until the start is over. To be called before the first call to Kratos or Hydra. */
export function putOffOptimisation(): void {
  // Loads Node's own fetch while V8 still takes its compiled code: on Node 20 it takes none once a flag is set.
  new Response();
  setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`);
}
