import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Config } from "@/lib/config/config";
import { exchange } from "@/lib/ory/exchange";
import { checkHydra } from "./check-hydra";

vi.mock("@/lib/ory/exchange", { spy: true });

const FOYER = "https://accounts.example";

let issuer = "";
let keys = 200;
let address = "";
const hydra = createServer(({ url = "" }, response) => {
  if (url.startsWith("/oauth2/auth"))
    return void response.writeHead(302, { location: `${FOYER}/error` }).end();
  if (url === "/.well-known/jwks.json") return void response.writeHead(keys).end("{}");
  response.end(JSON.stringify(url.startsWith("/admin/") ? [] : { issuer }));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => hydra.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(hydra.address() as AddressInfo).port}`;
});
beforeEach(() => {
  issuer = `${address}/`;
  keys = 200;
});
afterAll(() => hydra.close());

const look = () =>
  checkHydra({
    publicUrl: { href: FOYER },
    hydra: { adminUrl: address, publicUrl: address },
  } as never as Config);

it("finds nothing at a Hydra that fits", async () => {
  expect(await look()).toEqual([]);
});

it("an issuer that differs: Foyer's variable is to change first: apps may use the issuer", async () => {
  issuer = "https://oauth.example/";
  const [finding] = await look();
  expect(finding?.change).toBe(
    `environment: HYDRA_PUBLIC_URL=https://oauth.example; or, where no app uses that issuer yet, hydra.yml: urls.self.issuer: ${address}`,
  );
});

it("a Hydra that is ready and cannot read its signing keys is told of", async () => {
  keys = 500;
  expect(await look()).toMatchObject([{ severity: "error", setting: "secrets.system" }]);
});

it("a new Hydra has the time to make its keys before it counts as one without discovery", async () => {
  await look();
  const asked = vi.mocked(exchange).mock.calls.map(([{ url, timeoutMs }]) => ({ url, timeoutMs }));
  const discovery = asked.find(({ url }) => url.endsWith("/openid-configuration"));
  expect(discovery?.timeoutMs).toBeGreaterThanOrEqual(30_000);
  expect(asked.find(({ url }) => url.endsWith("/health/ready"))?.timeoutMs).toBeLessThan(10_000);
});
