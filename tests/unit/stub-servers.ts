/** One server in place of Kratos and Hydra, for routes that are called without a stack. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished, vi } from "vitest";
import { setEnvironment } from "./environment";
import { HYDRA } from "./oauth2";

export const FOYER = "http://localhost:4400";

interface Answer {
  status: number;
  body: object;
}

const NOT_FOUND: Answer = { status: 404, body: { error: { code: 404 } } };

/** Sets the environment for them until the test ends. @param toAnswer for what is asked; without one a 404 */
export async function startStubServers(
  toAnswer: (path: string, method?: string) => Answer | undefined,
): Promise<void> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", FOYER);
    const { status, body } = toAnswer(pathname, request.method) ?? NOT_FOUND;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    vi.unstubAllEnvs();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setEnvironment({
    FOYER_PUBLIC_URL: FOYER,
    KRATOS_PUBLIC_URL: url,
    // Two names of the one server: Foyer does not start where both have one address.
    HYDRA_ADMIN_URL: url.replace("127.0.0.1", "localhost"),
    HYDRA_PUBLIC_URL: HYDRA,
  });
}
