/** Turns at a server: so many requests at once, so many that wait for theirs, first come first served, and no more. */

interface Limits {
  atOnce: number;
  waiting: number;
}

/** Nobody may wait any more; nothing was sent. */
export class QueueFullError extends Error {
  constructor() {
    super("too many wait already");
    this.name = "QueueFullError";
  }
}

/** @returns what runs each function in its turn. @throws QueueFullError at once, when there is no place to wait */
export function toTurns({ atOnce, waiting }: Limits): <T>(run: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) throw new QueueFullError();
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await run();
    } finally {
      // Handed on: whoever comes in between finds no turn free.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
