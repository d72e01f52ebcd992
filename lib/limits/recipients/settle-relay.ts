/** Takes Kratos' answer to a form that was counted: what was right is no guess, what sent nothing is no message. */

import { getConfig } from "@/lib/config/config";
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
import { toBegunSession } from "@/lib/web/cookies/cookies";
import { writeKnownDevice } from "./known-devices";
import { REMEMBER_SECONDS, readSession, type SubjectGroup, toSessionKey } from "./subject-groups";
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
  const settlement: Settlement = {
    giveBack: [
      ...(session === undefined ? [] : toCountsFor(counted, ["guess", "second-factor"])),
      ...(form.flow === "registration" && wasRefused(form, answer) ? toCountsFor(counted, ["send"]) : []),
    ],
    counts: form.flow === "login" && leadsToVerification(answer) ? toSendsAfterLogin(form) : [],
    ...(session !== undefined &&
      owner && {
        remember: { memory: toSessionKey(session), subjects: [owner], seconds: REMEMBER_SECONDS },
      }),
  };
  const { giveBack, counts, remember } = settlement;
  if (giveBack.length > 0 || counts.length > 0 || remember) await settle(settlement);
  return owner ? [await writeKnownDevice(request, owner), ...forgetTypedIdentifier(request)] : [];
}

/**
 * Whose session Kratos has begun, where the form proves it. A name that only stands in it proves nothing: Kratos does
 * not look at it for a code that is a second factor, and in recovery the code may be that of another address.
 */
function toOwner(request: Request, form: RelayedForm, { groups, subjects }: Counted): Subject | undefined {
  if (form.flow === "recovery") return toOnly(subjects.flat());
  if (form.flow !== "login") return undefined;
  if (form.method === "password") return toSubject(form.account);
  if (form.method === "code") return readSession(request) === undefined ? toSubject(form.account) : undefined;
  return toOnly(
    groups.flatMap(({ purpose }, index) => (purpose === "second-factor" ? (subjects[index] ?? []) : [])),
  );
}

function toOnly(subjects: Subject[]): Subject | undefined {
  const [first, ...others] = new Set(subjects);
  return others.length === 0 ? first : undefined;
}

function toCountsFor(
  { groups, taking, subjects }: Counted,
  purposes: RecipientScope[],
): Settlement["giveBack"] {
  return groups.flatMap((group, index) =>
    purposes.includes(group.purpose)
      ? (subjects[index] ?? [])
          .flatMap((subject) => toCountsOf(subject, group, taking))
          .filter(({ looksOnly }) => !looksOnly)
      : [],
  );
}

/** Kratos showed the form again. Of a registration by code that says nothing: its next step is the same page. */
function wasRefused({ method }: RelayedForm, answer: FlowAnswer): boolean {
  const isBadForm = answer.status === 400 || toFlowOutcome("registration", answer) === "shown-again";
  return method !== "code" && isBadForm;
}

function leadsToVerification({ location }: FlowAnswer): boolean {
  const { origin } = getConfig().publicUrl;
  if (location === undefined || !URL.canParse(location, origin)) return false;
  const { pathname, searchParams } = new URL(location, origin);
  return pathname.endsWith("/verification") && searchParams.has("flow");
}

/** Kratos has written to an account whose address is not verified yet; the next password there looks at this count. */
function toSendsAfterLogin({ account }: RelayedForm): Settlement["counts"] {
  const { sends: limit } = getConfig().rateLimits;
  const key = toSubject(account);
  return limit && key ? [{ scope: "send-after-login", key, limit }] : [];
}
