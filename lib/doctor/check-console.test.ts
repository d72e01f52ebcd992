import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Config } from "@/lib/config/config";
import { checkConsole } from "./check-console";

const ALIAS = "https://id.example/oauth";
const BASIC = "client_secret_basic";
const CALLBACK = "https://accounts.example/console/callback";

let client: object | undefined;
const hydra = createServer(({ url, headers }, response) => {
  if (url === "/oauth2/token") {
    const right = `Basic ${Buffer.from("foyer-console:right%2B").toString("base64")}`;
    const error = headers.authorization === right ? "invalid_grant" : "invalid_client";
    return void response.writeHead(400).end(JSON.stringify({ error }));
  }
  const isKnown = client !== undefined && url === "/admin/clients/foyer-console";
  response.writeHead(isKnown ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(isKnown ? client : { error: "not found" }));
});
beforeAll(() => new Promise<void>((resolve) => hydra.listen(0, "127.0.0.1", resolve)));
afterAll(() => hydra.close());

const look = (found: object | undefined, console: object = {}) => {
  client = found;
  const { port } = hydra.address() as AddressInfo;
  const adminUrl = `http://127.0.0.1:${port}`;
  const signIn = {
    kind: "oidc",
    issuer: ALIAS,
    internalUrl: adminUrl,
    clientId: "foyer-console",
    clientSecret: "right+",
  };
  return checkConsole({
    console: { url: new URL("https://accounts.example/console"), signIn, ...console },
    hydra: { adminUrl },
  } as never as Config);
};

it("C20: a Hydra that the console knows under another name only is told of", async () => {
  const findings = await look({
    redirect_uris: [CALLBACK],
    subject_type: "public",
    token_endpoint_auth_method: BASIC,
  });
  expect(findings).toMatchObject([
    { severity: "warning", setting: "HYDRA_PUBLIC_URL", change: `environment: HYDRA_PUBLIC_URL=${ALIAS}` },
  ]);
});

it("C20: subjects that hide an operator's account are told of, however Hydra is called", async () => {
  const pairwise = { redirect_uris: [CALLBACK], subject_type: "pairwise", token_endpoint_auth_method: BASIC };
  const alias = await look(pairwise);
  expect(alias.map(({ setting }) => setting)).toEqual(["HYDRA_PUBLIC_URL", "subject_type"]);
  const own = await look(pairwise, { identityIssuer: ALIAS });
  expect(own).toMatchObject([{ severity: "error", setting: "subject_type" }]);
});

it("finds nothing where the provider is another, is known to be this one, or is Kratos", async () => {
  const own = { redirect_uris: [CALLBACK], subject_type: "public", token_endpoint_auth_method: BASIC };
  expect(await look(own, { identityIssuer: ALIAS })).toEqual([]);
  expect(await look(undefined)).toEqual([]);
  expect(
    await look({
      redirect_uris: ["https://shop.example/callback"],
      subject_type: "pairwise",
      token_endpoint_auth_method: BASIC,
    }),
  ).toEqual([]);
  expect(await look(own, { signIn: { kind: "kratos", issuer: ALIAS } })).toEqual([]);
  expect(await checkConsole({ hydra: { adminUrl: "http://127.0.0.1:1" } } as never as Config)).toEqual([]);
});

it("a client of the console's that no operator can sign in by is told of", async () => {
  const own = { redirect_uris: [CALLBACK], subject_type: "public", token_endpoint_auth_method: BASIC };
  const find = async (found: object | undefined, signIn?: object) => {
    const findings = await look(found, { identityIssuer: ALIAS, ...(signIn && { signIn }) });
    expect(findings.filter(({ severity }) => severity !== "error")).toEqual([]);
    return findings.map(({ setting }) => setting);
  };
  expect(await find(own)).toEqual([]);
  expect(await find(undefined)).toEqual(["CONSOLE_OIDC_CLIENT_ID"]);
  expect(await find({ ...own, redirect_uris: [`${CALLBACK}/`] })).toEqual(["redirect_uris"]);
  expect(await find({ ...own, token_endpoint_auth_method: "none" })).toEqual(["token_endpoint_auth_method"]);
  const { port } = hydra.address() as AddressInfo;
  const wrong = {
    kind: "oidc",
    issuer: `http://127.0.0.1:${port}/`,
    clientId: "foyer-console",
    clientSecret: "x",
  };
  expect(await find(own, wrong)).toEqual(["CONSOLE_OIDC_CLIENT_SECRET"]);
});
