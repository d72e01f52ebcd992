/**
 * Stands before Hydra's admin API and adds what v2.3.0 lacks: the device flow, in the shapes of its documented API.
 * @see https://www.ory.com/docs/oauth2-oidc/device-authorization
 */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { forward } from "./forward";

const DEVICE_PATH = "/admin/oauth2/auth/requests/device/accept";

/** The only code that a device waits with. */
export const WAITING_CODE = "WdJbMjHt";

export interface NewerHydra {
  url: string;
  /** Codes that were sent for acceptance, in order. */
  typed: string[];
  close: () => void;
}

export async function startNewerHydra(urls: {
  hydraAdmin: string;
  hydraPublic: string;
}): Promise<NewerHydra> {
  const typed: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? "/", urls.hydraAdmin);
    if (pathname === DEVICE_PATH) void answerDevice(incoming, outgoing, urls.hydraPublic, typed);
    else forward(incoming, outgoing, urls.hydraAdmin);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, typed, close: () => server.close() };
}

async function answerDevice(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  hydraPublic: string,
  typed: string[],
): Promise<void> {
  const send = (status: number, body: object) =>
    outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (incoming.method !== "PUT") {
    outgoing.writeHead(405, { allow: "PUT" }).end("Method Not Allowed");
    return;
  }
  let body = "";
  for await (const chunk of incoming) body += chunk;
  const { user_code } = JSON.parse(body);
  typed.push(user_code);
  if (user_code !== WAITING_CODE) {
    send(404, { error: "Not Found", error_description: "Unable to locate the requested resource" });
    return;
  }
  send(200, { redirect_to: `${hydraPublic}/oauth2/device/verify?client_id=tv&device_verifier=verifier` });
}
