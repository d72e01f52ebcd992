/** Which change of settings writes to somebody: what stands where it stood before writes to nobody. */

import { beforeEach, expect, it, vi } from "vitest";
import { countUntilRefused, newAddress, SENDS, send, startLimits } from "@/tests/unit/relayed-forms";

const { own } = vi.hoisted(() => ({ own: { traits: {} as object } }));
vi.mock("@/lib/ory/kratos-public", () => ({
  whoami: async () => ({ kind: "session", session: { identity: { id: "ada", traits: own.traits } } }),
}));

beforeEach(() => startLimits());

type Fields = Record<string, string>;

const save = (fields: Fields) => () => send("settings", { method: "profile", ...fields });

it("settings that keep the address write to nobody, in whatever way the form holds it", async () => {
  const [email, other] = [newAddress(), newAddress()];
  own.traits = { email, emails: [other, email], work: { "mail.box": other } };
  const kept = { "traits.email": email, "traits.emails": other, "traits.work.mail\\.box": other };
  const numbered = { "traits.emails.0": email, "traits.emails.1": other };
  const whole = { traits: JSON.stringify(own.traits) };
  for (const fields of [kept, numbered, whole] satisfies Fields[])
    expect((await countUntilRefused(save(fields))).taken).toBe(Number.POSITIVE_INFINITY);
});

it("D4: an address that stands among the traits as something else is written to as any new one", async () => {
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
