/** The container's health check: exits 0 when this machine's Foyer says that it is alive. */
import { get, type IncomingMessage } from "node:http";
import { get as getByTls } from "node:https";
import { toGiven } from "@/lib/config/variables";

const { PORT = "3000", TLS_CERT_PATH } = toGiven(process.env);
const address = `127.0.0.1:${PORT}/health/alive`;

const isAlive = await new Promise((resolve) => {
  const judge = (answer: IncomingMessage) => resolve(answer.statusCode === 200);
  const asked = TLS_CERT_PATH
    ? // The certificate is for the public name; whether the process answers is all that is asked.
      getByTls(`https://${address}`, { rejectUnauthorized: false }, judge)
    : get(`http://${address}`, judge);
  asked.on("error", () => resolve(false));
});
process.exit(isAlive ? 0 : 1);
