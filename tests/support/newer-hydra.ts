/**
 * Stands before Hydra's admin API and its discovery document, and adds what v2.3.0 lacks: the device flow, in the shapes
 * of v26.2.0. As its newest versions do, it answers 404 to a read of what is only written to.
 * @see https://www.ory.com/docs/oauth2-oidc/device-authorization
 */

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { forward } from "./forward";

const DISCOVERY_PATH = "/.well-known/openid-configuration";
const DEVICE_PATH = "/admin/oauth2/auth/requests/device/accept";

/** The only code that a device waits with. */
export const WAITING_CODE = "WdJbMjHt";

export interface NewerHydra {
  adminUrl: string;
  publicUrl: string;
  /** Codes that were sent for acceptance, in order. */
  typed: string[];
  close: () => void;
}

export async function startNewerHydra(urls: {
  hydraAdmin: string;
  hydraPublic: string;
}): Promise<NewerHydra> {
  const typed: string[] = [];
  const open = await listen((incoming, outgoing) => {
    if (toPathname(incoming) === DISCOVERY_PATH) void answerDiscovery(outgoing, urls.hydraPublic);
    else forward(incoming, outgoing, urls.hydraPublic);
  });
  const admin = await listen((incoming, outgoing) => {
    if (toPathname(incoming) === DEVICE_PATH) void answerDevice(incoming, outgoing, open.url, typed);
    else forward(incoming, outgoing, urls.hydraAdmin);
  });
  const close = () => {
    open.server.close();
    admin.server.close();
  };
  return { adminUrl: admin.url, publicUrl: open.url, typed, close };
}

async function listen(answer: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { server, url: `http://127.0.0.1:${port}` };
}

function toPathname({ url }: IncomingMessage): string {
  return new URL(url ?? "/", "http://stub.invalid").pathname;
}

/** Hydra's own document, with the endpoint that v26.2.0 names in it. */
async function answerDiscovery(outgoing: ServerResponse, hydraPublic: string): Promise<void> {
  const answer = await fetch(new URL(DISCOVERY_PATH, hydraPublic));
  const document = {
    ...((await answer.json()) as object),
    device_authorization_endpoint: `${hydraPublic}/oauth2/device/auth`,
  };
  outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(document));
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
    outgoing.writeHead(404).end("404 page not found");
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
