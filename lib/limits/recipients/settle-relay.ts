/** Takes Kratos' answer to a form that was counted: what was right is no guess, what sent nothing is no message. */

import { getConfig } from "@/lib/config/config";
import { read, readList, readPath } from "@/lib/json";
import { settle, toSubject } from "@/lib/limits/limit-store";
import {
  type RecipientScope,
  type Settlement,
  type Subject,
  type Taken,
  type Taking,
  toCountsOf,
} from "@/lib/limits/rate-limit";
import { type FlowAnswer, toFlowOutcome } from "@/lib/observe/flow-outcome";
import type { RelayedForm } from "@/lib/relay/form/relay-form";
import { beginsSession, toBegunSession } from "@/lib/web/cookies/cookies";
import { readUrl } from "@/lib/web/request-url";
import { writeKnownDevice } from "./known-devices";
import { isNoFlow, leadsBack, readLocation, waitsForCode } from "./sent-flow";
import {
  REMEMBER_SECONDS,
  readSession,
  type SubjectGroup,
  toAccount,
  toAskedKey,
  toCounts,
  toSessionKey,
} from "./subject-groups";
import { forgetTypedIdentifier } from "./typed-identifier";

/** What was counted for a form, and whom it was about in the end. */
export interface Counted {
  groups: SubjectGroup[];
  taking: Taking;
  subjects: Taken["subjects"];
}

/** Corrects the counts by the answer. @returns Set-Cookie lines to add to it */
export async function settleForm(
  request: Request,
  form: RelayedForm,
  counted: Counted,
  answer: FlowAnswer,
): Promise<string[]> {
  const session = answer.setCookies.map(toBegunSession).find((value) => value !== undefined);
  const owner = session === undefined ? undefined : toOwner(request, form, counted);
  const isUnsent = session === undefined && (await sentNothing(request, form, answer));
  const sent = session === undefined ? await findSentByName(request, counted, answer) : [];
  const settlement: Settlement = {
    giveBack: [
      ...(session === undefined ? [] : toCountsFor(counted, ["guess", "second-factor"])),
      ...(isUnsent ? toCountsFor(counted, ["send"]) : []),
    ],
    counts: [
      ...(form.flow === "login" && leadsToVerification(answer) ? toSendsAfterLogin(form) : []),
      ...toSentByName(sent, counted),
    ],
    ...(session === undefined
      ? !isUnsent && !form.goesBack && toAsked(request, counted, sent)
      : owner && {
          remember: { memory: toSessionKey(session), subjects: [owner], seconds: toLifetime(answer) },
        }),
  };
  const { giveBack, counts, remember } = settlement;
  if (giveBack.length > 0 || counts.length > 0 || remember) await settle(settlement);
  return owner ? [await writeKnownDevice(request, owner), ...forgetTypedIdentifier(request)] : [];
}

/** Longest that it is remembered whose a session is: one that lives longer is of nobody then, and counted by network. */
const LONGEST_SECONDS = 30 * 24 * 60 * 60;

/** As long as the browser keeps the session, where Kratos says so: until then its second factor may be tried. */
function toLifetime({ setCookies }: FlowAnswer): number {
  const [line = ""] = setCookies.filter(beginsSession);
  const seconds = Number(/;\s*max-age=(\d{1,9})(?:;|$)/i.exec(line)?.[1] ?? 0);
  return Math.min(Math.max(seconds, REMEMBER_SECONDS), LONGEST_SECONDS);
}

/**
 * Whose session Kratos has begun, where the form proves it. A name that only stands in it proves nothing: Kratos does
 * not look at it for a code that is a second factor, and in recovery the code may be that of another address.
 */
function toOwner(request: Request, form: RelayedForm, { groups, subjects }: Counted): Subject | undefined {
  if (form.flow === "recovery") return isOfAsked({ groups, subjects }) ? toOnly(subjects.flat()) : undefined;
  if (form.flow !== "login") return undefined;
  if (form.method === "password" || form.method === "code")
    return provesName(request, form) ? toSubject(form.account) : undefined;
  return toOnly(
    groups.flatMap(({ purpose }, index) => (purpose === "second-factor" ? (subjects[index] ?? []) : [])),
  );
}

/**
 * Kratos has looked at the name and what the method asks for, and at nothing else: a method that it does not take in the flow, as a
 * password for a second factor, leaves it to whatever other answer the form holds.
 */
function provesName(request: Request, form: RelayedForm): boolean {
  if (form.hasKey || form.hasSecondFactor) return false;
  return form.method === "password" ? !form.hasCode : readSession(request) === undefined;
}

/** The form names nobody but those whom Kratos was asked to write to in this flow: the code may be of an operator's making. */
function isOfAsked({ groups, subjects }: Pick<Counted, "groups" | "subjects">): boolean {
  return groups.every(({ purpose }, index) => purpose !== "send" || subjects[index]?.length === 0);
}

function toOnly(subjects: Subject[]): Subject | undefined {
  const [first, ...others] = new Set(subjects);
  return others.length === 0 ? first : undefined;
}

/** What was counted for some purposes: by whom it was about, or for nobody whose name is known. */
function toCountsFor(
  { groups, taking, subjects }: Counted,
  purposes: RecipientScope[],
): Settlement["giveBack"] {
  return groups.flatMap((group, index) => {
    if (!purposes.includes(group.purpose)) return [];
    const whose = subjects[index] ?? [];
    const isNobody = whose.length === 0 && group.typed.length === 0;
    const counts = isNobody ? group.otherwise : whose.flatMap((one) => toCountsOf(one, group, taking));
    return counts.filter(({ looksOnly }) => !looksOnly);
  });
}

/** What was asked for before counts no more once a flow goes back: from there the same form asks again (D4). */
export async function forgetAsked(request: Request): Promise<void> {
  const memory = toAskedKey(readUrl(request));
  if (memory) {
    const remember = { memory, subjects: [], seconds: REMEMBER_SECONDS };
    await settle({ giveBack: [], counts: [], remember });
  }
}

/** Whom Kratos was asked to write to: a code that is entered in that flow from now on asks for no other message. */
function toAsked(request: Request, { groups }: Counted, sent: Subject[]): Pick<Settlement, "remember"> {
  const memory = toAskedKey(readUrl(request));
  const subjects = [...sent, ...groups.flatMap(({ purpose, typed }) => (purpose === "send" ? typed : []))];
  return memory && subjects.length > 0 ? { remember: { memory, subjects, seconds: REMEMBER_SECONDS } } : {};
}

/** Whom Kratos has written to although the form asked for nothing: it waits for a code then. */
async function findSentByName(
  request: Request,
  { groups, subjects }: Counted,
  answer: FlowAnswer,
): Promise<Subject[]> {
  const named = groups.flatMap(({ purpose, strangers, known }, index) =>
    purpose === "send-by-name" && strangers.length + known.length > 0 ? (subjects[index] ?? []) : [],
  );
  return named.length > 0 && (await waitsForCode(request, answer)) ? named : [];
}

/** As such a message by itself, and as any other. */
function toSentByName(sent: Subject[], { taking }: Counted): Settlement["counts"] {
  const all = [toCounts("send-by-name"), toCounts("send")];
  return sent.flatMap((subject) => all.flatMap((counts) => toCountsOf(subject, counts, taking)));
}

async function sentNothing(request: Request, form: RelayedForm, answer: FlowAnswer): Promise<boolean> {
  if (form.flow === "settings") return false;
  if (form.flow === "registration" && wasRefused(request, form, answer)) return true;
  if (!wasNotTaken(request, form, answer)) return false;
  // A sign-up that begins no session leads where its sender chose, as to another flow, or to the page of an error of before.
  const isOfItsSender = form.flow === "registration" && answer.location !== undefined;
  return !isOfItsSender || (await isNoFlow(request, form.flow));
}

/** Another browser's flow (403), one that there never was (404) or that is over (410); scripts are told so. */
const NOT_TAKEN = new Set([403, 404, 410]);

/**
 * Kratos did not take the form as one of its flow: it refused it, led to its error page, or to a new flow of that kind.
 * Settings are left out: what they ask for may be carried out later, after another sign-in.
 */
function wasNotTaken(request: Request, { flow }: RelayedForm, { status, location }: FlowAnswer): boolean {
  if (location === undefined) return NOT_TAKEN.has(status);
  const destination = readLocation(location);
  if (!destination) return false;
  const { pathname, searchParams } = destination;
  if (pathname.endsWith("/error")) return searchParams.has("id");
  return pathname.endsWith(`/${flow}`) && searchParams.has("flow") && !leadsBack(request, location);
}

/** Kratos showed the form again. Of a registration by code that says nothing: its next step is the same page. */
function wasRefused(request: Request, { method }: RelayedForm, answer: FlowAnswer): boolean {
  if (method === "code") return false;
  if (answer.status === 400) return true;
  return toFlowOutcome("registration", answer) === "shown-again" && leadsBack(request, answer.location);
}

/** Kratos' word to scripts for what browsers are led to. */
const SHOW_VERIFICATION = "show_verification_ui";

/** A sign-in that is refused until then says so in its error (v26.2.0). */
function leadsToVerification({ location, json }: FlowAnswer): boolean {
  const next = [
    ...readList(json, "continue_with"),
    ...readList(readPath(json, "error", "details"), "continue_with"),
  ];
  if (next.some((step) => read(step, "action") === SHOW_VERIFICATION)) return true;
  const destination = readLocation(location);
  return destination?.pathname.endsWith("/verification") === true && destination.searchParams.has("flow");
}

/** Kratos has written to an account whose address is not verified yet; the next sign-in there looks at this count. */
function toSendsAfterLogin(form: RelayedForm): Settlement["counts"] {
  const { sends: limit } = getConfig().rateLimits;
  const key = toAccount(form);
  return limit && key ? [{ scope: "send-after-login", key, limit }] : [];
}
