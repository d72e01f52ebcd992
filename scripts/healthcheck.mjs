// @ts-check
/** The container's health check: exits 0 when this machine's Foyer says that it is alive. */
const { PORT = "3000", FOYER_PUBLIC_URL = "" } = process.env;
const basePath = URL.canParse(FOYER_PUBLIC_URL) ? new URL(FOYER_PUBLIC_URL).pathname.replace(/\/+$/, "") : "";

const isAlive = await fetch(`http://127.0.0.1:${PORT}${basePath}/health/alive`).then(
  (answer) => answer.ok,
  () => false,
);
process.exit(isAlive ? 0 : 1);
