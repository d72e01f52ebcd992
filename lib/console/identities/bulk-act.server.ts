/**
 * Does one act to each of several accounts, as their own pages would: with its trail, its protections, its result, and for as long
 * as its operator may (threat C32).
 */

import { z } from "zod";
import { OryError, type Upstream } from "@/lib/ory/error";
import { ActFailed, act } from "../act/act.server";
import { ActRefused, type ActResult, type AnyAct, defineAct } from "../act/act-definition";
import { getRule } from "../act/operations";
import { toStepsResult } from "../act/outcome";
import type { Receipt } from "../act/receipt";
import { toFailure } from "../act/to-failure.server";
import { reason } from "../forms/reason";
import { getConsoleConfig } from "../get-console-config.server";
import { isFailed } from "../jobs/job";
import type { Operator } from "../operator/operator";
import { isAllowed, type Permission } from "../operator/permissions";
import { findProtection, PROTECTED } from "../operator/protect";
import { checkAgain } from "../operator/require-operator.server";
import { uuidSchema } from "../ory/ids.server";
import { toRefusedBy } from "../ory/is-about-asked";
import { SERVER_NAMES } from "../ory/server-names";
import { StoreUnavailable } from "../store/redis-store.server";
import { toIdentityActs } from "./acts.server";
import { BULK_ACTS, type BulkAct, CONFIRM_ABOVE, isBulkAct } from "./bulk";
import { getIdentity } from "./identities.server";
import { BY_ID_ALONE, getIdentityOrId } from "./identity-or-id.server";
import { toIdentityDetails } from "./view";

/** As many as a page lists. */
const MOST = 50;

type Step = NonNullable<Receipt["steps"]>[number];

export const BULK_FIELDS = ["id", "act", "reason", "confirm"] as const;

const fields = z.object({
  id: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => [...new Set([value ?? []].flat())])
    .pipe(z.array(uuidSchema).min(1, "Choose somebody.").max(MOST, `Choose ${MOST} at most.`)),
  act: z.string().refine(isBulkAct, "Choose what to do."),
  reason,
  confirm: z.string().optional(),
});

export function toBulkAct(): AnyAct {
  return defineAct({
    operation: "identities.bulk",
    subject: { kind: "identities", id: "chosen" },
    summary: "Do this to every account that was chosen.",
    fields,
    async run(operator, { id: ids, act: name, reason, confirm }) {
      const chosen = name as BulkAct;
      const { permission, label } = BULK_ACTS[chosen];
      if (!isAllowed(operator.role, permission))
        throw new ActRefused("Nothing was done.", { act: "Your role may not do this." });
      if (ids.length > CONFIRM_ABOVE && confirm?.trim() !== String(ids.length))
        throw new ActRefused("Nothing was done.", {
          confirm: `These are many: type ${ids.length} to confirm.`,
        });
      const steps: Step[] = [];
      let left: string | undefined;
      // One after another: each touches both servers already, and a database that is busy refuses.
      for (const id of toOrder(ids, operator)) {
        const refusedBy = steps.at(-1)?.refusedBy;
        const current = left ?? (refusedBy ? toRefused(refusedBy) : await lookAgain(operator, permission));
        if (typeof current === "string") left = current;
        steps.push(
          typeof current === "string"
            ? { label: id, result: "failed", detail: `Not begun: ${current}` }
            : await runOne(current, id, chosen, reason),
        );
      }
      const failed = steps.filter(isFailed).length;
      return {
        after: { act: chosen, accounts: steps.map(({ label: account, result }) => `${account}: ${result}`) },
        receipt: {
          title: `${label}: ${steps.length - failed} of ${steps.length}`,
          lead: failed > 0 ? "What did not work says why; the others are done." : undefined,
          steps,
          links: [{ path: "/identities", label: "All identities" }],
        },
      };
    },
  });
}

/** Their own account last: to be signed out ends the session that all of it is done in. */
function toOrder(ids: readonly string[], { subject }: Operator): string[] {
  return [...ids.filter((id) => id !== subject), ...ids.filter((id) => id === subject)];
}

/** Nobody is asked about who comes after one for whom a server refused to be asked at all. */
const toRefused = (refusedBy: Upstream) =>
  `${SERVER_NAMES[refusedBy]} takes no more requests, or not Foyer's token.`;

/** @returns why nothing more is begun, where that is so: what was done before is to be told all the same */
async function lookAgain(operator: Operator, permission: Permission): Promise<Operator | string> {
  try {
    return (await checkAgain(operator, permission)) ?? NO_LONGER_ALLOWED;
  } catch (error) {
    if (error instanceof OryError || error instanceof StoreUnavailable) return NOT_KNOWN;
    throw error;
  }
}

const NO_LONGER_ALLOWED =
  "the session of the operator who did this had ended by then, or their role may not do it any more.";
const NOT_KNOWN = "it is not known whether the operator who did this was still signed in by then.";

/** Never throws: what became of each account is its line of the receipt. */
export async function runOne(
  operator: Operator,
  id: string,
  chosen: BulkAct,
  reason: string | undefined,
): Promise<Step> {
  const { operation } = BULK_ACTS[chosen];
  try {
    const raw = BY_ID_ALONE.has(operation)
      ? (await getIdentityOrId(operator, id)).raw
      : await getIdentity(operator, id);
    const identity = toIdentityDetails(raw);
    const label = identity.person;
    const protection = findProtection(operator, id, getRule(operation).touch, getConsoleConfig());
    if (protection) return { label, result: "failed", detail: PROTECTED[protection] };
    const one = toIdentityActs(identity).find((offered) => offered.operation === operation);
    const prepared = one?.prepare({ reason });
    if (!one || !prepared || "problems" in prepared) return { label, result: "failed" };
    const before = await one.readBefore?.(operator);
    return await attempt(label, () =>
      act(operator, operation, one.subject, { reason, before, change: { bulk: true } }, () =>
        prepared.run(operator),
      ),
    );
  } catch (error) {
    if (!(error instanceof OryError)) throw error;
    const detail =
      error.status === 404
        ? "There is no such account any more."
        : "Not done: Kratos did not say who this is.";
    const result = error.status === 404 ? "nothing-to-do" : "failed";
    return { label: id, result, detail, ...toRefusedBy(error) };
  }
}

/** An account's line: the worst of what became of it at each server. */
function toRow(label: string, steps: readonly Step[]): Step {
  const worst = toStepsResult(steps);
  if (worst === "done") return { label, result: "done" };
  const others = steps.filter(({ result }) => result === "failed" || result === "unknown");
  const detail = `Not done, or not confirmed: ${others.map((step) => step.label).join("; ")}. The rest is done; all of it may be repeated.`;
  const refusedBy = steps.find((step) => step.refusedBy)?.refusedBy;
  const result = worst === "unknown" ? "unknown" : "failed";
  return { label, result, detail, ...(refusedBy && { refusedBy }) };
}

async function attempt(label: string, run: () => Promise<ActResult>): Promise<Step> {
  try {
    const done = await run();
    return toRow(label, "receipt" in done ? (done.receipt.steps ?? []) : []);
  } catch (error) {
    if (!(error instanceof ActFailed)) throw error;
    if (error.result === "unknown")
      return { label, result: "unknown", detail: "Not confirmed: look at what is the case." };
    if (error.result === "refused" && error.cause instanceof OryError && error.cause.status === 404)
      return { label, result: "nothing-to-do" };
    const failure = toFailure(error);
    const detail = failure.kind === "refused" ? failure.text : failure.view.text;
    return { label, result: "failed", detail, ...toRefusedBy(error.cause) };
  }
}
