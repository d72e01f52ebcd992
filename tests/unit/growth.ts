/** Measures how work grows with what is sent: by processor time, so that a busy machine changes nothing (threat D1). */

const RUNS = 5;
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
  const small = await measure(prepare(size));
  const large = await measure(prepare(size * GROWTH));
  return { isLinear: large <= LIMIT * small + FLOOR_MS, small, large };
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
