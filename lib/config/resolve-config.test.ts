import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NEWEST_SECRET as COOKIE_SECRET } from "@/tests/unit/environment";
import { resolveConfig } from "./resolve-config";

const OWN = "https://id.example";

let asked = 0;
let kratos: Server;
let environment: Record<string, string>;

beforeAll(async () => {
  kratos = createServer(({ headers }, response) => {
    asked += 1;
    if (headers.accept !== "application/json")
      return response.writeHead(303, { location: `${OWN}/login` }).end();
    response.end(JSON.stringify({ ui: { action: `${OWN}/self-service/login?flow=f` } }));
  });
  await new Promise<void>((resolve) => kratos.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(kratos.address() as AddressInfo).port}`;
  environment = { COOKIE_SECRET, KRATOS_PUBLIC_URL: url, KRATOS_ADMIN_URL: "http://kratos.invalid:4434" };
});

afterAll(() => {
  kratos.closeAllConnections();
  kratos.close();
});

it("a console at the address that Kratos tells needs no FOYER_PUBLIC_URL", async () => {
  const console = { CONSOLE_URL: `${OWN}/console`, CONSOLE_OPERATORS: "ada=admin" };
  const { config } = await resolveConfig({ ...environment, ...console });
  expect(config.publicUrl.href).toBe(OWN);
  expect(config.console).toMatchObject({ hasOwnOrigin: false, signIn: { kind: "kratos", issuer: OWN } });
});

it("what is wrong with the console is said once the address is known", async () => {
  const elsewhere = { CONSOLE_URL: "https://elsewhere.example/console", CONSOLE_OPERATORS: "ada=admin" };
  await expect(resolveConfig({ ...environment, ...elsewhere })).rejects.toThrow(/CONSOLE_OIDC_ISSUER/);
});

it("Kratos is asked nothing where something else is wrong", async () => {
  asked = 0;
  await expect(resolveConfig({ ...environment, COOKIE_SECRET: "short" })).rejects.toThrow(/COOKIE_SECRET/);
  expect(asked).toBe(0);
});
