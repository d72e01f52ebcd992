/** Next's hook for the start of a server process: on platforms that run the routes by themselves, and in development. */

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { exitOnFailedStart, start } = await import("./lib/process/start");
  await exitOnFailedStart(() => start(process.env));
}
