import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { listen } from "./listen";

test("a port that is taken and a host that is none are named by their variables", async () => {
  const holder = createServer();
  await listen(holder, { host: "127.0.0.1", port: 0 });
  const { port } = holder.address() as AddressInfo;
  const attempt = (host: string) => listen(createServer(), { host, port });
  try {
    await expect(attempt("127.0.0.1")).rejects.toThrow(new RegExp(`^PORT=${port} is taken.*EADDRINUSE`));
    await expect(attempt("192.0.2.1")).rejects.toThrow("HOST=192.0.2.1 is no address of this machine");
  } finally {
    holder.close();
  }
});
