import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Config } from "@/lib/config/config";
import { oauth2ConfigSchema } from "@/lib/oauth2/config";
import { checkNames } from "./check-names";

const withTraits = (properties: object, more: object = {}) => ({
  properties: { traits: { type: "object", properties, ...more } },
});

let schemas: object[] = [];
let knownClients: string[] = [];
const server = createServer(({ url = "" }, response) => {
  if (url.startsWith("/schemas?"))
    return void response.end(JSON.stringify(schemas.map((schema, id) => ({ id: `${id}`, schema }))));
  const isKnown = knownClients.some((id) => url === `/admin/clients/${id}`);
  response.writeHead(isKnown ? 200 : 404).end(JSON.stringify({}));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

async function look(
  oauth2: object,
  { localeTrait, clients = [] }: { localeTrait?: string; clients?: string[] } = {},
) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const toBrand = (id: string, names: string[]) => ({ id, audience: { clients: names } });
  const findings = await checkNames({
    hydra: { adminUrl: url },
    kratos: { publicUrl: url },
    oauth2: oauth2ConfigSchema.parse(oauth2),
    brands: { byDefault: toBrand("default", []), others: [toBrand("harbour", clients)] },
    localeTrait,
  } as never as Config);
  expect(findings.every(({ severity }) => severity === "warning")).toBe(true);
  return findings.map(({ setting, found }) => `${setting}: ${found.split(",")[0]}`);
}

it("an app that a setting names and Hydra does not know is told of", async () => {
  knownClients = ["notes", "savings-app"];
  expect(await look({ trustedClientIds: ["notes"] }, { clients: ["savings-app"] })).toEqual([]);
  expect(await look({ trustedClientIds: ["notes", "nots"] }, { clients: ["saving-app"] })).toEqual([
    "TRUSTED_CLIENT_IDS: It names nots",
    "FOYER_BRAND: The brand harbour is for the app saving-app",
  ]);
});

it("of many apps the last is asked for too", async () => {
  knownClients = Array.from({ length: 45 }, (_item, index) => `app-${index}`);
  expect(await look({ trustedClientIds: [...knownClients, "nots"] })).toEqual([
    "TRUSTED_CLIENT_IDS: It names nots",
  ]);
});

it("a trait that a setting names and no identity schema has is told of", async () => {
  schemas = [
    withTraits({ email: {} }),
    withTraits({ settings: { type: "object", properties: { lang: {} } } }),
  ];
  expect(await look({}, { localeTrait: "/traits/settings/lang" })).toEqual([]);
  expect(await look({}, { localeTrait: "/traits/lang" })).toEqual(["FOYER_LOCALE_TRAIT: It is /traits/lang"]);
  const file = {
    claims: { sources: { tenant: ["/traits/tenent"], mail: ["/traits/mail", "/traits/email"], id: "/id" } },
    context: { plan: "/metadata_public/plan", role: "/traits/settings/role" },
  };
  expect(await look(file, { localeTrait: "/metadata_public/lang" })).toEqual([
    "FOYER_OAUTH2_CONFIG: claims.sources.tenant is /traits/tenent",
    "FOYER_OAUTH2_CONFIG: context.role is /traits/settings/role",
  ]);
});

it.each([
  ["names that a pattern takes", withTraits({ email: {} }, { patternProperties: { "^lang": {} } })],
  ["any other names", withTraits({ email: {} }, { additionalProperties: { type: "string" } })],
  [
    "what another trait brings",
    withTraits({ company: {} }, { dependencies: { company: { properties: { lang: {} } } } }),
  ],
  ["parts in another document", { $ref: "https://schemas.example/person.json" }],
  ["an object whose members are not named", { properties: { traits: { type: "object" } } }],
  ["no schema at all", undefined],
])("nothing is said of a trait where it cannot be told: %s", async (_what, schema) => {
  schemas = schema ? [schema] : [];
  expect(await look({}, { localeTrait: "/traits/lang" })).toEqual([]);
});
