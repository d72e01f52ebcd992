/** Asks before a session ends: for an app that asked (threats O14, O15), for a bare link (O22), before a recovery. */

import type { Translate } from "@/lib/i18n/translate";
import { type Account, type AnswerForm, type ConfirmView, toAnswerButton } from "./confirm-view";

/** What Hydra's logout challenge says of itself. */
export interface LogoutQuestion {
  client?: { name: string };
  /** Who is signed in here, when somebody is. */
  person?: Account;
  /** The request names somebody else than the signed-in person. */
  isForeign: boolean;
}

/** @param stayHref where somebody goes who stays signed in */
export function toLogoutChallengeView(
  t: Translate,
  { client, person, isForeign }: LogoutQuestion,
  { form, stayHref }: { form: AnswerForm; stayHref: string },
): ConfirmView {
  const lead = isForeign ? "logout.lead-foreign" : client ? "logout.lead-client" : "logout.lead";
  return {
    testId: "logout-confirmation",
    title: t("logout.title"),
    lead: t(lead, { client: client?.name ?? "" }),
    client,
    account: person,
    actions: [
      toAnswerButton(form, "accept", {
        label: t("logout.confirm"),
        role: "primary",
        testId: "logout-accept",
      }),
      toAnswerButton(form, "reject", { label: t("logout.stay"), role: "secondary", testId: "logout-reject" }),
    ],
    links: [{ label: t("logout.back"), href: stayHref }],
  };
}

/** A sign-out that nothing but a link asked for. */
export function toSignOutView(
  t: Translate,
  { form, stayHref }: { form: AnswerForm; stayHref: string },
): ConfirmView {
  return {
    testId: "logout-confirmation",
    title: t("logout.title"),
    lead: t("logout.lead"),
    actions: [{ ...form, label: t("logout.confirm"), role: "primary", testId: "logout-accept" }],
    links: [{ label: t("logout.stay"), href: stayHref }],
  };
}

/** Kratos refuses a recovery under a session. */
export function toRecoverUnderSessionView(
  t: Translate,
  { form, stayHref }: { form: AnswerForm; stayHref: string },
): ConfirmView {
  return {
    testId: "recover-under-session",
    title: t("recovery.underSession.title"),
    lead: t("recovery.underSession.lead"),
    actions: [
      { ...form, label: t("recovery.underSession.confirm"), role: "primary", testId: "recover-sign-out" },
    ],
    links: [{ label: t("recovery.underSession.stay"), href: stayHref }],
  };
}
