/** Takes a POST of a console page from the form to its answer: token, fields, protections, step-up, act, redirect. */

import { isRecord } from "@/lib/json";
import { getLogger, redact } from "@/lib/observe/log";
import { seeDone } from "@/lib/web/cookies/done";
import { readField } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { seeOther } from "@/lib/web/redirect";
import { OryError } from "../../ory/error";
import type { FormProblems } from "../forms/form";
import { requireActToken } from "../forms/form-token.server";
import { readActForm, readShownFields, readShownNames } from "../forms/read-form.server";
import { getConsoleConfig } from "../get-console-config.server";
import { findProtection, PROTECTED, type ProtectionReason } from "../operator/protect";
import { requirePermission } from "../operator/require-operator.server";
import { ConsoleProblem } from "../problem";
import { type OperatorPage, toConsolePath } from "../request/console-page.server";
import { isFresh } from "../session/session";
import { StoreUnavailable } from "../store/redis-store.server";
import { ActFailed, act as runAct } from "./act.server";
import { ActRefused, type ActResult, type AnyAct, SEEN_FIELD } from "./act-definition";
import { answerReceipt } from "./answer-receipt.server";
import { requireNotCarriedOut } from "./carried-out.server";
import { runOnce } from "./once.server";
import { getRule, isOperation, type Operation } from "./operations";
import { findAct, keepAct, type PendingAct, saveAct, takeAct, toStepUpPath } from "./pending-act.server";
import { toFailure } from "./to-failure.server";

type Values = Record<string, string | string[]>;

/** Draws the page again with what is wrong; what was typed is in `problems`. */
type Redraw = (problems: FormProblems) => Promise<Response>;

/**
 * Carries out the one of `acts` that the form names.
 * @param acts what this page offers; every one is checked against the operator's role again
 * @param readForm for a page that takes files
 * @throws HttpError 403 for a foreign form, ConsoleProblem for what the page itself cannot say
 */
export async function handleActs(
  page: OperatorPage,
  acts: readonly AnyAct[],
  redraw: Redraw,
  readForm: (request: Request) => Promise<URLSearchParams> = readActForm,
): Promise<Response> {
  const form = await readForm(page.request);
  const operation = readField(form, "operation");
  const act = isOperation(operation) ? acts.find((offered) => offered.operation === operation) : undefined;
  if (!act) throw new HttpError(400, "bad-request");
  requirePermission(page.operator, getRule(act.operation).permission);
  await requireOwnForm(page, act, form);
  const run = () => handleAct(page, act, form, redraw);
  return getRule(act.operation).makes ? runOnce(form, run) : run();
}

/** @param form whose token is this page's own */
async function handleAct(
  page: OperatorPage,
  act: AnyAct,
  form: URLSearchParams,
  redraw: Redraw,
): Promise<Response> {
  const { values, confirmed } = await readValues(page, act, form);
  const token = readField(form, "form_token") ?? "";
  const shown = new Set([...readShownNames(form), ...Object.keys(values)]);
  const refuse = (status: number, fields: FormProblems["fields"], whole?: string) =>
    redraw({
      status,
      fields,
      form: toWhole(whole, fields, shown),
      typed: toTyped(values),
      operation: act.operation,
    });

  const prepared = act.prepare(values);
  if ("problems" in prepared) return refuse(422, prepared.problems);
  if (act.typed !== undefined && toText(values.confirm).trim() !== act.typed)
    return refuse(422, { confirm: `Type ${act.typed} to confirm.` });
  const protection = findProtectionOf(page, act);
  if (protection) return refuse(403, {}, PROTECTED[protection]);
  if (!confirmed && mustWait(page, act)) return askToStepUp(page, act, values);
  try {
    const result = await carryOut(page, act, prepared, values);
    if ("receipt" in result) return await answerReceipt(page, result.receipt, token);
    return seeDone(toNext(act.operation, result.next));
  } catch (error) {
    if (!(error instanceof ActFailed)) throw error;
    const failure = toFailure(error);
    logDefect(error);
    if (failure.kind === "refused") return refuse(failure.status, failure.fields, failure.text);
    const isLeft = confirmed !== undefined && error.result === "not-done";
    throw new ConsoleProblem(
      failure.status,
      isLeft ? await withWayBack(failure.view, confirmed) : failure.view,
    );
  }
}

/** An act that was carried on, and nothing came of it, can be carried on again: its form was filled in before the sign-in. */
async function withWayBack(view: ConsoleProblem["view"], act: PendingAct): Promise<ConsoleProblem["view"]> {
  const id = await keepAct(act).catch(() => undefined);
  if (id === undefined) return view;
  const link = { path: `/step-up?act=${id}`, label: "Carry on with it" };
  return { ...view, next: `${view.next} ${KEPT}`, links: [link, ...(view.links ?? [])] };
}

const KEPT = "What you filled in is kept for a few minutes: “Carry on with it” leads to it.";

/** With what is wrong with something that the form does not show, of which nothing else on the page would tell. */
function toWhole(
  whole: string | undefined,
  problems: FormProblems["fields"],
  shown: ReadonlySet<string>,
): string | undefined {
  const others = Object.entries(problems).flatMap(([name, problem]) => (shown.has(name) ? [] : [problem]));
  return [whole ?? [], ...others].flat().join(" ") || undefined;
}

/** What is no server's, or the store's, refusal or absence is a defect of ours: its stack is in the log, as of every other. */
function logDefect({ cause, operation }: ActFailed): void {
  if (
    cause instanceof OryError ||
    cause instanceof StoreUnavailable ||
    cause instanceof ActRefused ||
    !(cause instanceof Error)
  )
    return;
  const stack = redact(cause.stack ?? "");
  getLogger().error({ event: "console-act-defect", operation, error: cause.name, stack });
}

type Waiting = Pick<AnyAct, "operation" | "summary">;

/**
 * For a form without fields that is answered with a file.
 * @returns the way to a fresh sign-in, where the act waits for one
 * @throws HttpError 403 for a foreign form, ConsoleProblem for an act that was carried on before
 */
export async function waitForStepUp(page: OperatorPage, act: Waiting): Promise<Response | undefined> {
  const form = await readActForm(page.request);
  await requireOwnForm(page, act, form);
  const { confirmed } = await readValues(page, act, form);
  return !confirmed && mustWait(page, act) ? askToStepUp(page, act, {}) : undefined;
}

function mustWait(page: OperatorPage, { operation }: Waiting): boolean {
  return getRule(operation).stepUp && needsStepUp(page);
}

/** @throws HttpError 403 for a foreign form, ConsoleProblem for one that was carried out before */
async function requireOwnForm(page: OperatorPage, { operation }: Waiting, form: URLSearchParams) {
  const pending = readField(form, "pending");
  requireActToken(page, operation, form, pending ? toPendingFields(pending) : undefined);
  await requireNotCarriedOut(page.request, readField(form, "form_token") ?? "");
}

/** From the form itself, or from the act that waited for a fresh sign-in. */
async function readValues(
  page: OperatorPage,
  { operation }: Waiting,
  form: URLSearchParams,
): Promise<{ values: Values; confirmed?: PendingAct }> {
  const pending = readField(form, "pending");
  if (!pending) return { values: readShownFields(form) };
  const waiting = await findAct(page, pending);
  if (waiting?.operation !== operation || waiting.address !== page.address)
    throw new ConsoleProblem(410, GONE);
  if (needsStepUp(page, { ...waiting, id: pending })) throw new ConsoleProblem(403, STALE);
  const taken = await takeAct(page, pending);
  if (!taken) throw new ConsoleProblem(410, GONE);
  return { values: taken.values, confirmed: taken };
}

/** Stands in the token for the fields of a form that carries a waiting act on. */
export function toPendingFields(pending: string): string {
  return `pending:${pending}`;
}

const STALE = {
  title: "Your sign-in is too old for this",
  text: "Nothing was done. Open the page again and confirm that it is you.",
};

const GONE = {
  title: "This was carried out already, or it waited too long",
  text: "An act that waits for a sign-in can be carried on once, within ten minutes, by the operator who began it. Look at the page it was about for what is the case now.",
};

async function askToStepUp(page: OperatorPage, act: Waiting, values: Values): Promise<Response> {
  const { operation, summary } = act;
  return seeOther(toStepUpPath(await saveAct(page, { operation, summary, values })));
}

/** @param waiting the act that a new sign-in was asked for: one after it and for it counts, whatever the configured age */
export function needsStepUp(
  { operator, session }: OperatorPage,
  waiting?: Pick<PendingAct, "savedAt"> & { id: string },
): boolean {
  const isConfirmed = waiting && session.confirmedAct === waiting.id;
  if (isConfirmed && (session.confirmedAt ?? 0) >= waiting.savedAt) return false;
  return !isFresh(operator.authenticatedAt, getConsoleConfig().stepUpMs, Date.now());
}

async function carryOut(
  page: OperatorPage,
  { operation, readBefore }: AnyAct,
  { fields, subject, run }: Exclude<ReturnType<AnyAct["prepare"]>, { problems: unknown }>,
  values: Values,
): Promise<ActResult> {
  const { operator } = page;
  const before = await readBefore?.(operator);
  const details = { reason: toText(values.reason) || undefined, before, change: toChange(fields) };
  return runAct(operator, operation, subject, details, () => run(operator));
}

/** What was wanted, for the trail. */
function toChange(fields: unknown): unknown {
  return isRecord(fields) ? { ...fields, [SEEN_FIELD]: undefined } : fields;
}

function toNext(operation: Operation, next: string): string {
  const [path = "", search] = next.split("?", 2);
  return toConsolePath(path, { ...Object.fromEntries(new URLSearchParams(search)), done: operation });
}

function findProtectionOf(
  { operator }: OperatorPage,
  { operation, subject }: AnyAct,
): ProtectionReason | undefined {
  const identity = subject.kind === "identity" ? subject.id : subject.identity;
  if (identity === undefined) return undefined;
  return findProtection(operator, identity, getRule(operation).touch, getConsoleConfig());
}

function toText(value: string | string[] | undefined): string {
  return typeof value === "string" ? value : "";
}

function toTyped(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? value : value.join("\n"),
    ]),
  );
}
