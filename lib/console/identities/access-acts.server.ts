/** Whether a person may sign in: blocked, let in again, or gone. */

import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { OryError } from "@/lib/ory/error";
import { type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { revokeGrants, revokeLoginSessions } from "../grants/grants.server";
import type { Operator } from "../operator/operator";
import { deleteIdentitySessions, endConsoleSessions } from "../sessions/sessions.server";
import { type AccountStep, runSteps, type StepResult } from "./account-steps";
import { changeIdentity } from "./change.server";
import { deleteIdentity } from "./identities.server";
import type { IdentityDetails } from "./view";

const reasonOnly = z.object({ reason });

/** @param identity as it was just read: what is so already is not done again */
export function toAccessActs(identity: IdentityDetails): AnyAct[] {
  return [toBlockAct(identity), toUnblockAct(identity), toDeleteAct(identity)];
}

function toBlockAct(identity: IdentityDetails): AnyAct {
  const { id, person } = identity;
  return defineAct({
    operation: "identity.block",
    subject: { kind: "identity", id },
    summary: `Block ${person} everywhere.`,
    fields: reasonOnly,
    typed: "block",
    readBefore: async () => ({ state: identity.isActive ? "active" : "inactive" }),
    run: async (operator) => {
      const result = await setState(operator, identity, "inactive");
      const steps = await signOut(operator, id);
      return {
        after: { state: "inactive", steps: steps.map(({ label, result }) => `${label}: ${result}`) },
        receipt: {
          title: `${person} is blocked`,
          lead: "Kratos refuses their sign-ins and sessions from now on. Access tokens that an app checks by itself work until they expire.",
          steps: [{ label: "Kratos: the account is inactive", result }, ...steps],
          links: [{ path: `/identities/${id}`, label: "Back to the person" }],
        },
      };
    },
  });
}

function toUnblockAct(identity: IdentityDetails): AnyAct {
  const { id, person } = identity;
  return defineAct({
    operation: "identity.unblock",
    subject: { kind: "identity", id },
    summary: `Let ${person} sign in again.`,
    fields: reasonOnly,
    readBefore: async () => ({ state: identity.isActive ? "active" : "inactive" }),
    async run(operator) {
      await setState(operator, identity, "active");
      return { after: { state: "active" }, next: `/identities/${id}` };
    },
  });
}

function toDeleteAct(identity: IdentityDetails): AnyAct {
  const { id, person } = identity;
  return defineAct({
    operation: "identity.delete",
    subject: { kind: "identity", id },
    summary: `Delete ${person}.`,
    fields: reasonOnly,
    typed: "delete",
    // Every account has a schema: of one that has none its id alone is known.
    readBefore: async () =>
      identity.schema ? { schema: identity.schema, traits: identity.traits } : undefined,
    run: async (operator) => {
      // First what Hydra has: once the account is gone, nobody finds it by this page again. Each may be repeated.
      const steps = toHydraSteps(operator, id);
      for (const { run } of steps) await orNothing(run());
      await endConsoleSessions(operator, id);
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
  });
}

/** What is so already is left alone: an act that is repeated does what the first time did not. */
async function setState(
  operator: Operator,
  identity: IdentityDetails,
  state: "active" | "inactive",
): Promise<"done" | "nothing-to-do"> {
  if (identity.isActive === (state === "active")) return "nothing-to-do";
  await changeIdentity(operator, identity, {
    patch: [{ op: "replace", path: "/state", value: state }],
    members: { state },
  });
  return "done";
}

async function signOut(operator: Operator, id: string): Promise<StepResult[]> {
  const [logins, ...others] = toHydraSteps(operator, id);
  const kratos = { label: "Kratos: sessions", run: () => deleteIdentitySessions(operator, id) };
  const first = await runSteps(logins ? [kratos, logins] : [kratos]);
  return [...first, ...(await runSteps(others))];
}

/** In order. Hydra knows people by their identity's id; without Hydra there is nothing to revoke. */
function toHydraSteps(operator: Operator, id: string): AccountStep[] {
  if (!getConfig().hydra) return [];
  return [
    {
      label: "Hydra: login sessions, told to apps that named a back-channel logout",
      run: () => revokeLoginSessions(operator, id),
    },
    { label: "Hydra: apps' grants and tokens", run: () => revokeGrants(operator, id) },
  ];
}

/** A server says 404 where there is nothing to end. */
async function orNothing(ending: Promise<void>): Promise<void> {
  await ending.catch((error: unknown) => {
    if (!(error instanceof OryError && error.status === 404)) throw error;
  });
}
