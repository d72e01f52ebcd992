/** Limits what a form on its way to Kratos sends to people and guesses about them, over all flows (D4, D5; ADR 16). */

import { getConfig } from "@/lib/config/config";
import { toFlowCounts, toPostCounts } from "@/lib/limits/limit-post";
import { requireUnrefused, take, toKey, toSubject } from "@/lib/limits/limit-store";
import type { Count, Subject, Taking } from "@/lib/limits/rate-limit";
import { toFlowKey, toNetworkKey } from "@/lib/limits/rate-limit-keys";
import type { FlowAnswer } from "@/lib/observe/flow-outcome";
import { OryError } from "@/lib/ory/error";
import type { FlowBody } from "@/lib/relay/form/relay-body";
import { type RelayedForm, readRelayedForm, toFormFlow } from "@/lib/relay/form/relay-form";
import { toClientAddress } from "@/lib/web/caller";
import { HttpError } from "@/lib/web/http-error";
import { readUrl } from "@/lib/web/request-url";
import { readKnownDevices } from "./known-devices";
import { beginChange, mayChangeTraits } from "./own-texts";
import { forgetAsked, settleForm } from "./settle-relay";
import { toSubjectGroups } from "./subject-groups";
import { keepTypedIdentifier } from "./typed-identifier";

/** Takes Kratos' answer to a form, or none where Kratos never got it; answers Set-Cookie lines to add to it. */
export type Settle = (answer: FlowAnswer | undefined) => Promise<string[]>;

const settleNothing: Settle = async () => [];

/** What a form is counted for before it is read: where it comes from, and its flow. */
function toFormCounts(request: Request): Count[] {
  return [...toPostCounts(request, "sign-in"), ...toFlowCounts(toLimitedFlow(readUrl(request)))];
}

/**
 * Of a form that was read: of its sender as often as it names somebody. What is counted for recipients is kept in tables of bounded
 * size, out of which a sender would push others by forms that name ten who do not exist.
 */
function toReadCounts(request: Request, { recipients }: Pick<RelayedForm, "recipients">): Count[] {
  const ofSender = toPostCounts(request, "sign-in");
  return [...recipients.slice(1).flatMap(() => ofSender), ...toFormCounts(request)];
}

/** Refuses a sender, or a flow, that has just been refused, before the form is read. @throws HttpError 429 */
export function requireUnrefusedForm(request: Request): void {
  requireUnrefused(toFormCounts(request));
}

/**
 * Reads a form so that one which cannot be read is counted as well, also where Kratos does not tell what it needs for that:
 * looking at it costs as much as at any other (D1).
 * @throws HttpError 429 in place of what `read` throws, once there were too many
 */
export async function readCounted<T>(request: Request, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const isAboutForm = error instanceof HttpError || error instanceof OryError;
    const counts = isAboutForm ? toFormCounts(request) : [];
    if (counts.length > 0) await take({ counts, subjects: [], network: "", devices: {} });
    throw error;
  }
}

/**
 * Counts a form in one round trip: by where it comes from, by its flow, then by whom it writes to or guesses about.
 * @throws HttpError 429 with Retry-After, 400 or 413 for a form that cannot be read
 */
export async function limitRelayed(request: Request, sent: FlowBody): Promise<Settle> {
  if (Object.values(getConfig().rateLimits).every((limit) => limit === undefined)) return settleNothing;
  const url = readUrl(request);
  const flow = toFormFlow(url.pathname);
  const form = flow && (await readCounted(request, () => readRelayedForm(flow, sent, url.searchParams)));
  const change = form && mayChangeTraits(form) ? await beginChange(request, form) : undefined;
  try {
    const settleCounted = await limitRead(request, form && { ...form, ...change });
    return async (answer) => {
      await change?.end();
      return answer ? settleCounted(answer) : [];
    };
  } catch (error) {
    await change?.end();
    throw error;
  }
}

async function limitRead(
  request: Request,
  form: RelayedForm | undefined,
): Promise<(answer: FlowAnswer) => Promise<string[]>> {
  const written = form?.recipients ?? [];
  const network = toKey(toNetworkKey(toClientAddress(request) ?? ""));
  const devices = form ? await readKnownDevices(request) : {};
  const groups = form ? toSubjectGroups(request, form, { typed: toSubjects(written, devices), network }) : [];
  const counts = form ? toReadCounts(request, form) : toFormCounts(request);
  const taking: Taking = { counts, subjects: groups, network, devices };
  // Settings show nothing of it, and the pages of whoever comes after a sign-out would.
  const kept = form?.flow === "settings" ? undefined : written[0];
  const subjects = await take(taking, () => keepTypedIdentifier(kept));
  if (!form) return settleNothing;
  // Who asks anew and names nobody is refused, but from there the form that entered a code asks for one.
  if (form.goesBack || form.resends) await forgetAsked(request);
  return (answer) => settleForm(request, form, { groups, taking, subjects }, answer);
}

/**
 * Each mailbox once, however often the form names it: by an account that this browser is not known at, where there is one. Which of
 * two Kratos writes to, or opens, depends on the form.
 */
function toSubjects(written: string[], devices: Taking["devices"]): Subject[] {
  const byRecipient = new Map<string, Subject>();
  for (const subject of written.flatMap((text) => toSubject(text) ?? [])) {
    const [recipient = ""] = subject.split("~", 1);
    const before = byRecipient.get(recipient);
    if (before === undefined || before in devices) byRecipient.set(recipient, subject);
  }
  return [...byRecipient.values()];
}

/** Settings are changed many times within one flow, by somebody who is signed in: counted by address alone. */
function toLimitedFlow({ pathname, searchParams }: URL): string | undefined {
  const flow = searchParams.get("flow");
  return flow === null || pathname.endsWith("/settings") ? undefined : toFlowKey(flow);
}
