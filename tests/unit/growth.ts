/** Measures how work grows with what is sent: by processor time, so that a busy machine changes nothing (threat D1). */

const RUNS = 5;

/** A compiler or collector at work shares the process's time with a pair of measurements; the square of a size fails each pair. */
const PAIRS = 3;
const GROWTH = 4;

/** Linear work takes four times as long, its square sixteen times. */
const LIMIT = 8;

/** Less than this is lost in what the process does besides, in milliseconds. */
const FLOOR_MS = 8;

/**
 * Prepares work of a size, then does it; the cheapest of several runs counts.
 * @returns whether four times the size takes some four times the time at most, and both times in milliseconds
 */
export async function measureGrowth(
  prepare: (size: number) => () => unknown,
  size: number,
): Promise<{ isLinear: boolean; small: number; large: number }> {
  for (let pair = 1; ; pair += 1) {
    const small = await measure(prepare(size));
    const large = await measure(prepare(size * GROWTH));
    const isLinear = large <= LIMIT * small + FLOOR_MS;
    if (isLinear || pair === PAIRS) return { isLinear, small, large };
  }
}

async function measure(work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
