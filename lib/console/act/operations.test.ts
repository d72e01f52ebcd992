import { expect, it } from "vitest";
import { isOperation, OPERATIONS, type Operation } from "./operations";

/** Everything else may be done with the sign-in of the morning. */
const DANGEROUS: readonly Operation[] = [
  "client.create",
  "client.delete",
  "client.delete-tokens",
  "client.edit",
  "client.edit-json",
  "client.replace",
  "client.rotate-secret",
  "client.try-close",
  "client.try-open",
  "credential.delete",
  "bulk.resume",
  "identities.bulk",
  "identities.bulk-all",
  "identities.export",
  "import.start",
  "identity.block",
  "identity.delete",
  "identity.edit",
  "identity.edit-metadata",
  "identity.unblock",
  "identity.verify",
  "issuer.create",
  "issuer.delete",
  "key.create",
  "identity.move",
  "key.delete",
  "key.import",
  "key-set.replace",
  "registration.create",
  "registration.delete",
  "registration.update",
  "key-set.delete",
  "project.create",
  "project.patch",
  "project.purge",
  "project.remove-member",
  "project.replace",
  "project-key.create",
  "project-key.delete",
  "invitation.send",
  "job.export",
  "recovery.code",
  "recovery.link",
  "sessions.delete",
  "trail.export",
];

it("C12: what gives or takes an account, or cannot be undone, waits for a fresh sign-in", () => {
  const waiting = Object.entries(OPERATIONS).filter(([, { stepUp }]) => stepUp);
  expect(waiting.map(([name]) => name).toSorted()).toEqual([...DANGEROUS].toSorted());
});

it("C12: what leads into an account waits for a fresh sign-in, as a code for it does", () => {
  const leading = Object.entries(OPERATIONS).filter(([, { touch }]) => touch !== "harmless");
  expect(leading.filter(([, { stepUp }]) => !stepUp)).toEqual([]);
});

it("C20, C26: what takes an account away, or leads into it, is protected", () => {
  const touching = Object.entries(OPERATIONS).filter(([, { touch }]) => touch !== "harmless");
  expect(Object.fromEntries(touching.map(([name, { touch }]) => [name, touch]))).toEqual({
    "credential.delete": "takes-away",
    "identity.edit": "gives-access",
    "identity.edit-metadata": "gives-access",
    "identity.move": "gives-access",
    "identity.verify": "gives-access",
    "identity.block": "takes-away",
    "identity.unblock": "gives-access",
    "identity.delete": "takes-away",
    "invitation.send": "gives-access",
    "recovery.code": "gives-access",
    "recovery.link": "gives-access",
  });
});

it.each(["", "constructor", "__proto__", "identity"])("%j is no operation", (name) => {
  expect(isOperation(name)).toBe(false);
});
