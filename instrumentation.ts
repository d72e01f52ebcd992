/** Next's hook for the start of a server process. */

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") await (await import("./lib/process/start")).start();
}
