// @ts-check
// Prints progress lines with the time since the start.

const started = performance.now();

/** @param {string} line */
export function log(line) {
  const seconds = Math.round((performance.now() - started) / 1000);
  const clock = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  console.log(`[${clock}] ${line}`);
}

/** Prints an error's message alone; the stack is for FOYER_DEBUG. @param {unknown} error */
export function logError(error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`\n${process.env.FOYER_DEBUG && error instanceof Error ? error.stack : message}`);
}
