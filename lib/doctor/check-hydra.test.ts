import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Config } from "@/lib/config/config";
import { checkHydra } from "./check-hydra";

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
