/**
 * One origin before real Kratos and Hydra servers, as Ory Network has it: paths tell the services apart, and every
 * admin path demands the project's token.
 */

import { createServer } from "node:http";
import type { StackOptions } from "../../stack/options.mjs";
import { forward } from "./forward";

type Upstreams = Record<"kratosPublic" | "kratosAdmin" | "hydraPublic" | "hydraAdmin", string>;

interface Gateway {
  url: string;
  token: string;
  /** Where to lead; known only once the stack has its ports. */
  connect: (upstreams: Upstreams) => void;
  /** Admin calls that came without the token, by path. */
  refused: string[];
  close: () => void;
}

const HYDRA_ADMIN = /^\/admin\/(oauth2|clients|keys|trust)(\/|$)/;
const HYDRA_PUBLIC =
  /^\/(oauth2|userinfo|credentials)(\/|$)|^\/\.well-known\/(openid-configuration|jwks\.json)$/;

/**
 * Options of a stack that Foyer meets through a gateway alone.
 * @param browser where a browser meets Kratos: at the project's own domain, or on Foyer's origin through the relay
 */
export function behindGateway(browser: "domain" | "relay"): {
  stackOptions: StackOptions;
  getGateway: () => Promise<Gateway>;
} {
  let gateway: Promise<Gateway> | undefined;
  const getGateway = () => {
    gateway ??= startGateway();
    return gateway;
  };
  const stackOptions: StackOptions = {
    kratos: async () =>
      browser === "domain" ? { serve: { public: { base_url: `${(await getGateway()).url}/` } } } : {},
    hydra: async () => {
      const { url } = await getGateway();
      return { urls: { self: { issuer: url, public: url } } };
    },
    foyerEnv: async (urls) => {
      const { url, token, connect } = await getGateway();
      connect(urls);
      return {
        ORY_SDK_URL: url,
        ORY_PROJECT_API_TOKEN: token,
        KRATOS_BROWSER_URL: browser === "domain" ? url : "",
        KRATOS_PUBLIC_URL: "",
        KRATOS_ADMIN_URL: "",
        HYDRA_ADMIN_URL: "",
        HYDRA_PUBLIC_URL: "",
      };
    },
  };
  return { stackOptions, getGateway };
}

/** Listens before the servers start, so that their configuration can name its address. */
async function startGateway(): Promise<Gateway> {
  const token = "ory_pat_0123456789abcdefghijklmnop";
  const refused: string[] = [];
  let upstreams: Upstreams | undefined;
  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? "/").split("?", 1)[0] ?? "/";
    const isAdmin = path.startsWith("/admin/");
    if (isAdmin && incoming.headers.authorization !== `Bearer ${token}`) {
      refused.push(path);
      outgoing.writeHead(401, { "content-type": "application/json" }).end('{"error":{"code":401}}');
    } else if (upstreams) forward(incoming, outgoing, toUpstream(path, isAdmin, upstreams));
    else outgoing.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The gateway has no port");
  return {
    url: `http://localhost:${address.port}`,
    token,
    refused,
    connect: (known) => {
      upstreams = known;
    },
    close: () => server.close(),
  };
}

function toUpstream(path: string, isAdmin: boolean, upstreams: Upstreams): string {
  if (HYDRA_ADMIN.test(path)) return upstreams.hydraAdmin;
  if (isAdmin) return upstreams.kratosAdmin;
  return HYDRA_PUBLIC.test(path) ? upstreams.hydraPublic : upstreams.kratosPublic;
}
