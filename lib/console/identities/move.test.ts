import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";
import { ActRefused } from "../act/act-definition";
import { toIdentityDetails } from "./view";

const ID = "0195e8f2-0000-7000-8000-000000000001";
const IDENTITY = toIdentityDetails({
  id: ID,
  state: "active",
  schema_id: "person",
  traits: { email: "ada@foyer.example", newsletter: true },
  metadata_admin: { crm: 7 },
});

const sent: unknown[] = [];

beforeEach(() => {
  sent.length = 0;
  setConsoleEnvironment();
  vi.doMock("./identities.server", () => ({
    patchIdentity: async (...[, ...given]: unknown[]) => void sent.push(given),
  }));
  vi.doMock("../schemas/schemas.server", () => ({ getSchema: async () => ({}) }));
});

async function move(seen: string, traits: unknown, identity = IDENTITY) {
  const { toMoveAct } = await import("./move.server");
  const prepared = toMoveAct(identity).prepare({ schema: "staff", seen, traits: JSON.stringify(traits) });
  if ("problems" in prepared) throw new Error(JSON.stringify(prepared));
  return prepared.run(OPERATOR);
}

it("C30: a move writes the schema and what differs: a block of the same moment stays", async () => {
  const { toMoveSeen } = await import("./move.server");
  await move(toMoveSeen(IDENTITY), { email: "ada@foyer.example", team: "blue" });
  const patch = [
    { op: "replace", path: "/schema_id", value: "staff" },
    { op: "remove", path: "/traits/newsletter" },
    { op: "add", path: "/traits/team", value: "blue" },
  ];
  expect(sent).toEqual([[ID, patch]]);
});

it("C30: a move is refused where the traits are not those that were shown", async () => {
  const { toMoveSeen } = await import("./move.server");
  const seen = toMoveSeen({ ...IDENTITY, traits: { email: "old@foyer.example" } });
  const refused = await move(seen, { email: "new@foyer.example" }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: ActRefused.name, status: 409 });
  expect(sent).toEqual([]);
});
