/** The container's health check: exits 0 when this machine's Foyer says that it is alive. */
import { get, type IncomingMessage } from "node:http";
import { get as getByTls } from "node:https";
import { toGiven } from "@/lib/config/variables";

const { HOST = "0.0.0.0", PORT = "3000", TLS_CERT_PATH } = toGiven(process.env);
/** Addresses that stand for all that this machine has. */
const ALL = ["0.0.0.0", "::"];
const address = { host: ALL.includes(HOST) ? "127.0.0.1" : HOST, port: PORT, path: "/health/alive" };

const isAlive = await new Promise((resolve) => {
  const judge = (answer: IncomingMessage) => resolve(answer.statusCode === 200);
  const asked = TLS_CERT_PATH
    ? // The certificate is for the public name; whether the process answers is all that is asked.
      getByTls({ ...address, rejectUnauthorized: false }, judge)
    : get(address, judge);
  asked.on("error", () => resolve(false));
});
process.exit(isAlive ? 0 : 1);
