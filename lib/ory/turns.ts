/** Turns at a server: so many requests at once, so many that wait for theirs, first come first served, and no more. */

interface Limits {
  atOnce: number;
  waiting: number;
  /** Whether a request failed because no answer came in time. */
  isSilence: (error: unknown) => boolean;
}

/**
 * Why there was no turn; nothing was sent:
 * - `full` nobody may wait any more
 * - `silent` the server has answered nobody for as long as an answer may take
 */
export class NoTurnError extends Error {
  constructor(readonly reason: "full" | "silent") {
    super(reason === "full" ? "too many wait already" : "the server answers nobody");
    this.name = "NoTurnError";
  }
}

interface Waiting {
  begin: () => void;
  giveUp: (error: NoTurnError) => void;
}

/** @returns what runs each function in its turn. @throws NoTurnError at once when there is no place to wait, or later */
export function toTurns({ atOnce, waiting, isSilence }: Limits): <T>(run: () => Promise<T>) => Promise<T> {
  const queue: Waiting[] = [];
  let running = 0;
  let answers = 0;
  return async (run) => {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) throw new NoTurnError("full");
    else await new Promise<void>((begin, giveUp) => queue.push({ begin, giveUp }));
    const before = answers;
    try {
      const answer = await run();
      answers += 1;
      return answer;
    } catch (error) {
      if (answers === before && isSilence(error))
        for (const { giveUp } of queue.splice(0)) giveUp(new NoTurnError("silent"));
      throw error;
    } finally {
      // Handed on: whoever comes in between finds no turn free.
      const next = queue.shift();
      if (next) next.begin();
      else running -= 1;
    }
  };
}
