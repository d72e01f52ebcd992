import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Config } from "@/lib/config/config";
import { checkRecovery } from "./check-recovery";

const RECOVERY = { recovery: { via: "email" } };
const VERIFICATION = { verification: { via: "email" } };
const IDENTIFIER = { credentials: { password: { identifier: true } } };
const NO_IDENTIFIER = { credentials: { totp: { account_name: true } } };

const toSchema = (properties: object) => ({ properties: { traits: { type: "object", properties } } });
const toTrait = (...uses: object[]) => ({ type: "string", "ory.sh/kratos": Object.assign({}, ...uses) });

let schemas: Record<string, object> = {};
let version = "v1.3.1";
const server = createServer(({ url = "" }, response) => {
  const rows = Object.entries(schemas).map(([id, schema]) => ({ id, schema }));
  response.end(JSON.stringify(url.startsWith("/schemas?") ? rows : { version }));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

async function look(isWithAdmin = true, apiToken?: string) {
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const findings = await checkRecovery({
    kratos: { publicUrl, adminUrl: isWithAdmin ? publicUrl : undefined },
    apiToken,
  } as Config);
  return findings.map(
    ({ severity, setting, found }) => `${severity} ${setting}: ${found.split(", which")[0]}`,
  );
}

it("A2: an address for recovery that Kratos lets an old session change is told of", async () => {
  version = "v1.3.1";
  schemas = {
    person: toSchema({ email: toTrait(RECOVERY, VERIFICATION), name: toTrait(IDENTIFIER) }),
    mail: toSchema({ email: toTrait(RECOVERY, IDENTIFIER) }),
    old: toSchema({ name: toTrait(IDENTIFIER), backup: toTrait(RECOVERY) }),
    deep: {
      definitions: { address: toTrait(RECOVERY, NO_IDENTIFIER) },
      ...toSchema({ mails: { type: "array", items: { anyOf: [toTrait(RECOVERY), { type: "null" }] } } }),
    },
  };
  const found = [
    "warning identity.schemas: In the identity schema old people recover their account by backup",
    "warning identity.schemas: In the identity schema deep people recover their account by address, mails",
  ];
  expect(await look()).toEqual(found);
  expect(await look(false)).toEqual(found);
});

it.each([
  ["v26.2.18", 1],
  ["v26.2.19", 0],
  ["v26.3.0", 0],
  ["master", 1],
])("A2: of a Kratos %s that is said %i times", async (named, times) => {
  version = named;
  schemas = { old: toSchema({ backup: toTrait(RECOVERY) }) };
  expect(await look()).toHaveLength(times);
});

it("A2: of Ory Network, which runs the newest and tells no version, nothing is said", async () => {
  version = "";
  schemas = { old: toSchema({ backup: toTrait(RECOVERY) }) };
  expect(await look(true, "ory_pat_doctor")).toEqual([]);
});
