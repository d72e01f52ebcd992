/** Which change of settings writes to somebody: what stands where it stood before writes to nobody. */

import { beforeEach, expect, it, vi } from "vitest";
import { takeForm } from "@/lib/relay/form/take-form";
import { countUntilRefused, newAddress, newFlow, SENDS, send, startLimits } from "@/tests/unit/relayed-forms";

const { own } = vi.hoisted(() => ({ own: { id: "", traits: {} as object } }));
vi.mock("@/lib/ory/kratos-public", () => ({
  whoami: async () => ({ kind: "session", session: { identity: { ...own } } }),
  getFlow: () => Promise.reject(new Error("Kratos is away")),
}));

beforeEach(() => {
  own.id = newFlow();
  return startLimits();
});

type Fields = Record<string, string>;

/** Kratos' answer to a change that it took. */
const TAKEN = { status: 303, location: "/settings", setCookies: [] };

const begin = (fields: Fields, network = 1) =>
  send("settings", { method: "profile", ...fields }, { network });
const save = (fields: Fields) => async () => (await begin(fields))(TAKEN);

it("settings that keep the address write to nobody, in whatever way the form holds it", async () => {
  const [email, other] = [newAddress(), newAddress()];
  own.traits = { email, emails: [other, email], work: { "mail.box": other } };
  const kept = { "traits.email": email, "traits.emails": other, "traits.work.mail\\.box": other };
  const numbered = { "traits.emails.0": email, "traits.emails.1": other };
  const whole = { traits: JSON.stringify(own.traits) };
  for (const fields of [kept, numbered, whole] satisfies Fields[])
    expect((await countUntilRefused(save(fields))).taken).toBe(Number.POSITIVE_INFINITY);
});

it("D4: an address that stands among the traits as something else is written to as a new one", async () => {
  const [email, victim] = [newAddress(), newAddress()];
  own.traits = { name: victim, email, emails: [email] };
  const changed: Fields[] = [
    { "traits.email": victim },
    { "traits.emails": victim },
    { traits: `{"email":"${victim}"}` },
  ];
  const { taken, error } = await countUntilRefused(save({ "traits.name": victim, ...changed[0] }));
  expect([taken, error]).toMatchObject([SENDS, { problem: "too-many-sends" }]);
  for (const fields of changed) await expect(save(fields)()).rejects.toMatchObject({ status: 429 });
});

it.each<[string, () => Fields]>([
  ["changes it", () => ({ "traits.email": newAddress() })],
  ["leaves it out", () => ({ "traits.email": "" })],
])("D4: an address is written to again no more often by a change beside one that %s", async (_, toOther) => {
  const victim = newAddress();
  own.traits = { email: victim };
  const { taken, error } = await countUntilRefused(async () => {
    const kept = await begin({ "traits.email": victim });
    const changed = await begin(toOther(), 2);
    await changed(TAKEN);
    await kept(TAKEN);
  });
  expect([taken, error]).toMatchObject([SENDS, { problem: "too-many-sends" }]);
});

it("changes one after the other, or once what was refused is over, keep their own address", async () => {
  const [email, refused] = [newAddress(), newAddress()];
  own.traits = { email };
  await countUntilRefused(save({ "traits.email": refused }));
  expect((await countUntilRefused(save({ "traits.email": email }))).taken).toBe(Number.POSITIVE_INFINITY);
});

it("a change that Kratos never got is under way no longer: the next try writes to nobody", async () => {
  const email = newAddress();
  own.traits = { email };
  const body = new URLSearchParams({
    method: "profile",
    "traits.email": email,
    foyer_traits: '{"traits":[],"lists":[]}',
  });
  const save = () =>
    takeForm(
      new Request(`https://id.example/self-service/settings?flow=${newFlow()}`, { method: "POST", body }),
      { hasSession: true, headers: {} },
    );
  for (let tries = 0; tries <= SENDS + 1; tries += 1) await expect(save()).rejects.toThrow("Kratos is away");
});
