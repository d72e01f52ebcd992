/** What ends TLS before Foyer, as a proxy does: everything within goes on byte for byte. */

import { type AddressInfo, connect } from "node:net";
import { createServer } from "node:tls";
import type { Certificate } from "./fault-proxy";

export interface TlsFront {
  url: string;
  /** Foyer's own port; set once it is known. */
  port: number;
  close(): void;
}

/** Listens on a free loopback port. */
export async function startTlsFront(certificate: Certificate): Promise<TlsFront> {
  const server = createServer(certificate, (outer) => {
    const inner = connect(front.port, "127.0.0.1");
    outer.pipe(inner).pipe(outer);
    outer.on("error", () => inner.destroy()).on("close", () => inner.destroy());
    inner.on("error", () => outer.destroy()).on("close", () => outer.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "localhost", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const front: TlsFront = { url: `https://localhost:${port}`, port: 0, close: () => server.close() };
  return front;
}
