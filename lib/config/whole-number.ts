/** Numbers of the environment. */

import { z } from "zod";

/** Hydra keeps seconds in columns of 32 bits, and a timer of Node's takes no more milliseconds. */
const MOST = 2_147_483_647;

/** Digits alone: `0x10`, `1e3` and space are numbers to JavaScript, and slips where somebody wrote them here. */
export function wholeNumber({ least = 0, most = MOST }: { least?: number; most?: number } = {}) {
  return z
    .string()
    .regex(/^-?\d+$/, "must be a whole number, in digits and without a unit")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a number from ${least} to ${most}`);
}
