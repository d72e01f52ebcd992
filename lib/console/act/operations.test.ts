import { expect, it } from "vitest";
import { isOperation, OPERATIONS, type Operation } from "./operations";

/** Everything else may be done with the sign-in of the morning. */
const DANGEROUS: readonly Operation[] = [
  "client.create",
  "client.delete",
  "client.delete-tokens",
  "client.edit",
  "client.edit-json",
  "client.rotate-secret",
  "credential.delete",
  "identities.bulk",
  "identity.block",
  "identity.delete",
  "issuer.create",
  "issuer.delete",
  "key.create",
  "key.delete",
  "key-set.delete",
  "recovery.code",
  "recovery.link",
  "sessions.delete",
];

it("C12: what gives or takes an account, or cannot be undone, waits for a fresh sign-in", () => {
  const waiting = Object.entries(OPERATIONS).filter(([, { stepUp }]) => stepUp);
  expect(waiting.map(([name]) => name).toSorted()).toEqual([...DANGEROUS].toSorted());
});

it("C20, C26: what takes an account away, or leads into it, is protected", () => {
  const touching = Object.entries(OPERATIONS).filter(([, { touch }]) => touch !== "harmless");
  expect(Object.fromEntries(touching.map(([name, { touch }]) => [name, touch]))).toEqual({
    "credential.delete": "takes-away",
    "identity.edit": "gives-access",
    "identity.edit-metadata": "gives-access",
    "identity.verify": "gives-access",
    "identity.block": "takes-away",
    "identity.unblock": "gives-access",
    "identity.delete": "takes-away",
    "recovery.code": "gives-access",
    "recovery.link": "gives-access",
  });
});

it.each(["", "constructor", "__proto__", "identity"])("%j is no operation", (name) => {
  expect(isOperation(name)).toBe(false);
});
