import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { checkNative } from "./check-native";

const UNSET =
  "refusing to parse login_challenge query parameter because oauth2_provider.url is invalid or unset";

it.each([
  ["that knows no Hydra", 500, UNSET, true, ["FOYER_NATIVE_OAUTH2"]],
  ["that knows one, and not this challenge", 404, "The requested resource could not be found", true, []],
  ["that knows no Hydra, where Foyer accepts sign-ins itself", 500, UNSET, false, []],
])("a Kratos %s (stub)", async (_what, status, reason, nativeOAuth2, settings) => {
  const server = createServer((_request, response) =>
    response.writeHead(status).end(JSON.stringify({ error: { code: status, reason } })),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const kratos = { publicUrl, browserUrl: "https://id.example", relay: true };
  const hydra = { adminUrl: "http://hydra:4445" };
  const findings = await checkNative({ kratos, hydra, nativeOAuth2 });
  expect(findings.map(({ setting }) => setting)).toEqual(settings);
  for (const { change } of findings) expect(change).toContain("oauth2_provider.url: http://hydra:4445");
  server.close();
});
