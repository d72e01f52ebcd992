/** What an operator can do to one identity. */

import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { type Json, readString, toRecord } from "@/lib/json";
import { OryError } from "@/lib/ory/error";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { revokeGrant } from "../grants/grants.server";
import type { Operator } from "../operator/operator";
import { textIdSchema } from "../ory/ids.server";
import { hasInexactNumber, toMembersPatch } from "../patch/members-patch";
import { toSeen } from "../patch/seen";
import { deleteIdentitySessions } from "../sessions/sessions.server";
import { atFields, readTraits } from "../traits/read-traits.server";
import { traitValues } from "../traits/trait-values";
import { type AccountStep, runSteps } from "./account-steps";
import {
  createRecoveryCode,
  createRecoveryLink,
  deleteIdentity,
  patchIdentity,
  revokeGrants,
  revokeLoginSessions,
} from "./identities.server";
import { toRepairActs } from "./repair-acts.server";
import type { IdentityDetails } from "./view";

/** How long a recovery code may be used; the shorter, the less it is worth to somebody else. */
const RECOVERY_TIMES = ["15m", "1h", "12h"] as const;

const reasonOnly = z.object({ reason });

/** @param identity as it was just read: what the operator's forms are compared with */
export function toIdentityActs(identity: IdentityDetails): AnyAct[] {
  const { id, person } = identity;
  const subject = { kind: "identity", id };
  const next = `/identities/${id}`;
  return [
    toTraitsAct(identity),
    ...toRepairActs(identity),
    defineAct({
      operation: "recovery.code",
      subject,
      summary: `Make a recovery code for ${person}.`,
      fields: z.object({ expires: z.enum(RECOVERY_TIMES), reason }),
      async run(operator, { expires }) {
        const made = await createRecoveryCode(operator, id, expires);
        return { after: { expires }, receipt: toRecoveryReceipt(made, identity) };
      },
    }),
    defineAct({
      operation: "recovery.link",
      subject,
      summary: `Make a recovery link for ${person}.`,
      fields: z.object({ expires: z.enum(RECOVERY_TIMES), reason }),
      async run(operator, { expires }) {
        const made = await createRecoveryLink(operator, id, expires);
        return { after: { expires }, receipt: toLinkReceipt(made, identity) };
      },
    }),
    defineAct({
      operation: "identity.block",
      subject,
      summary: `Block ${person} everywhere.`,
      fields: reasonOnly,
      typed: "block",
      readBefore: async () => ({ state: identity.isActive ? "active" : "inactive" }),
      run: async (operator) => {
        const result = await setState(operator, identity, "inactive");
        const steps = await runSteps(toSignOutSteps(operator, id));
        return {
          after: { state: "inactive", steps: steps.map(({ label, result }) => `${label}: ${result}`) },
          receipt: {
            title: `${person} is blocked`,
            lead: "Kratos refuses their sign-ins and sessions from now on. Access tokens that an app checks by itself work until they expire.",
            steps: [{ label: "Kratos: the account is inactive", result }, ...steps],
            links: [{ path: next, label: "Back to the person" }],
          },
        };
      },
    }),
    defineAct({
      operation: "identity.unblock",
      subject,
      summary: `Let ${person} sign in again.`,
      fields: reasonOnly,
      readBefore: async () => ({ state: identity.isActive ? "active" : "inactive" }),
      async run(operator) {
        await setState(operator, identity, "active");
        return { after: { state: "active" }, next };
      },
    }),
    defineAct({
      operation: "identity.delete",
      subject,
      summary: `Delete ${person}.`,
      fields: reasonOnly,
      typed: "delete",
      readBefore: async () => ({ schema: identity.schema, traits: identity.traits }),
      run: async (operator) => {
        // First what Hydra has: once the account is gone, nobody finds it by this page again. Each may be repeated.
        const steps = toHydraSteps(operator, id);
        for (const { run } of steps) await orNothing(run());
        await deleteIdentity(operator, id);
        const labels = [...steps.map(({ label }) => label), "Kratos: account, credentials and sessions"];
        return {
          after: { deleted: labels },
          receipt: {
            title: `${person} is deleted`,
            steps: labels.map((label) => ({ label, result: "done" as const })),
            links: [{ path: "/identities", label: "All identities" }],
          },
        };
      },
    }),
    defineAct({
      operation: "grant.revoke",
      subject,
      summary: `Take from an app what ${person} granted it.`,
      fields: z.object({ client: textIdSchema, reason }),
      async run(operator, { client }) {
        await revokeGrant(operator, id, client);
        return { after: { revoked: client }, next };
      },
    }),
    defineAct({
      operation: "sessions.delete",
      subject,
      summary: `Delete all sessions of ${person}, with their history.`,
      fields: reasonOnly,
      typed: "delete",
      async run(operator) {
        await deleteIdentitySessions(operator, id);
        return { next };
      },
    }),
  ];
}

function toTraitsAct(identity: IdentityDetails): AnyAct {
  const { id, person, schema } = identity;
  const before = toRecord(identity.traits);
  return defineAct({
    operation: "identity.edit",
    subject: { kind: "identity", id },
    summary: `Change the traits of ${person}.`,
    fields: z.object({ seen: z.string(), reason }).catchall(traitValues),
    readBefore: async () => ({ traits: before }),
    async run(operator, { seen, reason: _, ...values }) {
      if (seen !== toSeen(before)) throw new ActRefused(CHANGED, {}, 409);
      const { traits: after, fields } = await readTraits(operator, schema, values, before);
      const patch = toSafePatch(before, after);
      await atFields(fields, patchIdentity(operator, id, patch));
      return { after: { traits: after }, next: `/identities/${id}` };
    },
  });
}

const CHANGED =
  "Somebody changed these traits while you were writing. What they are now stands above; what you changed is kept below, and the rest is as it is now.";

/** @throws ActRefused for no change, and for one that JSON numbers would spoil */
function toSafePatch(before: Json, after: Json) {
  const patch = toMembersPatch("/traits", before, after);
  if (patch.length === 0)
    throw new ActRefused("Nothing was changed.", { traits: "These are the traits as they are." });
  if (patch.some(({ value }) => hasInexactNumber(value)))
    throw new ActRefused("Nothing was saved.", {
      traits: "A number here is larger than JSON keeps exactly: saved, it would be another.",
    });
  return patch;
}

/** What is so already is left alone: an act that is repeated does what the first time did not. */
async function setState(
  operator: Operator,
  { id, isActive }: IdentityDetails,
  state: "active" | "inactive",
): Promise<"done" | "nothing-to-do"> {
  if (isActive === (state === "active")) return "nothing-to-do";
  await patchIdentity(operator, id, [{ op: "replace", path: "/state", value: state }]);
  return "done";
}

function toSignOutSteps(operator: Operator, id: string): AccountStep[] {
  const kratos = { label: "Kratos: sessions", run: () => deleteIdentitySessions(operator, id) };
  return [kratos, ...toHydraSteps(operator, id)];
}

/** Hydra knows people by their identity's id; without Hydra there is nothing to revoke. */
function toHydraSteps(operator: Operator, id: string): AccountStep[] {
  if (!getConfig().hydra) return [];
  return [
    { label: "Hydra: apps' grants and tokens", run: () => revokeGrants(operator, id) },
    { label: "Hydra: login sessions (apps do not hear of it)", run: () => revokeLoginSessions(operator, id) },
  ];
}

/** A server says 404 where there is nothing to end. */
async function orNothing(ending: Promise<void>): Promise<void> {
  await ending.catch((error: unknown) => {
    if (!(error instanceof OryError && error.status === 404)) throw error;
  });
}

/** @throws OryError when Kratos answered without a code */
function toRecoveryReceipt(made: unknown, { id, person }: IdentityDetails) {
  const code = readString(made, "recovery_code");
  const link = readString(made, "recovery_link");
  if (!code)
    throw new OryError({ upstream: "kratos", kind: "malformed", operation: "createRecoveryCodeForIdentity" });
  return {
    title: `Recovery code for ${person}`,
    lead: "Whoever has it can sign in as this person. It verifies no address, and no mail was sent.",
    facts: [{ label: "Ends", value: readString(made, "expires_at") ?? "" }],
    secrets: [
      { label: "Code", value: code },
      ...(link ? [{ label: "Page to type it on", value: link }] : []),
    ],
    links: [{ path: `/identities/${id}`, label: "Back to the person" }],
  };
}

/** @throws OryError when Kratos answered without a link */
function toLinkReceipt(made: unknown, { id, person }: IdentityDetails) {
  const link = readString(made, "recovery_link");
  if (!link)
    throw new OryError({ upstream: "kratos", kind: "malformed", operation: "createRecoveryLinkForIdentity" });
  return {
    title: `Recovery link for ${person}`,
    lead: "Whoever opens it signs in as this person, once. It verifies no address, and no mail was sent.",
    facts: [{ label: "Ends", value: readString(made, "expires_at") ?? "" }],
    secrets: [{ label: "Link", value: link }],
    links: [{ path: `/identities/${id}`, label: "Back to the person" }],
  };
}
