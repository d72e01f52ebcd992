import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import type { Config } from "@/lib/config/config";
import { checkOperators } from "./check-operators";

it("an operator without an account is told of, of this installation's own provider alone", async () => {
  const kratos = createServer(({ url }, response) =>
    response.writeHead(url === "/admin/identities/ada" ? 200 : 404).end("{}"),
  );
  await new Promise<void>((resolve) => kratos.listen(0, "127.0.0.1", resolve));
  const { port } = kratos.address() as AddressInfo;
  const operators = [
    { issuer: "own", subject: "ada", role: "admin" },
    { issuer: "own", subject: "sam@id.example", role: "support" },
    { issuer: "other", subject: "eve", role: "admin" },
  ];
  const find = (console: object | undefined) =>
    checkOperators({ console, kratos: { adminUrl: `http://127.0.0.1:${port}` } } as never as Config);
  expect(await find({ operators, identityIssuer: "own" })).toMatchObject([
    { severity: "warning", setting: "CONSOLE_OPERATORS", found: expect.stringContaining("sam@id.example") },
  ]);
  expect(await find({ operators })).toEqual([]);
  expect(await find(undefined)).toEqual([]);
  kratos.close();
});
