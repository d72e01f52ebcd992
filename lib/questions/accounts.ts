/** Whose account an app gets: the questions of a login, registration or consent challenge, in words and ways on. */

import type { Translate } from "@/lib/i18n/translate";
import {
  type Account,
  type AnswerButton,
  type AnswerForm,
  type ConfirmView,
  toAnswerButton,
} from "./confirm-view";

export type LoginQuestion =
  | { kind: "choose-account"; person: Account; continueHref: string; otherHref: string }
  | { kind: "switch-account"; person: Account; cause: "remembered" | "guess" | "hint" }
  | { kind: "enrol"; person: Account };

interface Asked {
  /** The app's name, made safe to show (threat O11). */
  client: string;
  form: AnswerForm;
}

/** @param settingsHref where a second step is set up */
export function toLoginQuestionView(
  t: Translate,
  question: LoginQuestion,
  { client, form, settingsHref }: Asked & { settingsHref: string },
): ConfirmView {
  const cancel = toAnswerButton(form, "cancel", {
    label: t("login.cancel"),
    role: "secondary",
    testId: "cancel",
  });
  const account = question.person;
  switch (question.kind) {
    // `prompt=select_account`: both ways lead through Hydra, which then asks again without that prompt.
    case "choose-account":
      return {
        testId: "account-chooser",
        title: t("chooser.title"),
        lead: t("chooser.lead", { client }),
        account,
        actions: [cancel],
        links: [
          toContinueLink(t, account, question.continueHref),
          { label: t("chooser.other"), href: question.otherHref, role: "secondary" },
        ],
      };
    // Somebody else than Hydra remembers, or than the app names, is signed in: never mixed silently.
    case "switch-account":
      return {
        testId: "switch-account",
        title: t("switch.title"),
        lead: t(question.cause === "remembered" ? "switch.lead-remembered" : "switch.lead-hint", { client }),
        account,
        actions: [...toSwitchAnswers(t, question, form), cancel],
      };
    // The app wants a second step and the account has none: set one up first, or cancel.
    case "enrol":
      return {
        testId: "enrol-second-factor",
        title: t("enrol.title"),
        lead: t("enrol.lead", { client }),
        account,
        actions: [cancel],
        links: [{ label: t("enrol.settings"), href: settingsHref, role: "primary" }],
      };
  }
}

/** `prompt=registration` while somebody is signed in. */
export function toRegistrationQuestionView(
  t: Translate,
  { person, continueHref }: { person: Account; continueHref: string },
  { client, form }: Asked,
): ConfirmView {
  return {
    testId: "registration-under-session",
    title: t("chooser.registration.title"),
    lead: t("chooser.registration.lead", { client }),
    account: person,
    actions: [
      toAnswerButton(form, "other-account", {
        label: t("chooser.registration.other"),
        role: "secondary",
        testId: "registration-other",
      }),
    ],
    links: [toContinueLink(t, person, continueHref)],
  };
}

/** A's consent is never given by B (threat O2). */
export function toWrongAccountView(t: Translate, person: Account, { client, form }: Asked): ConfirmView {
  return {
    testId: "wrong-account",
    title: t("wrong-account.title"),
    lead: t("wrong-account.lead", { client }),
    account: person,
    actions: [{ ...form, label: t("wrong-account.switch"), role: "primary", testId: "wrong-account-switch" }],
  };
}

/** Another tab opened a newer request of this app: Hydra would refuse this one. @param href asks once more */
export function toSupersededView(t: Translate, client: string, href: string | undefined): ConfirmView {
  return {
    testId: "consent-superseded",
    title: t("superseded.title"),
    lead: t("superseded.lead", { client }),
    actions: [],
    links: href ? [{ label: t("superseded.here"), href, role: "primary" }] : [],
  };
}

function toContinueLink(t: Translate, { label }: Account, href: string) {
  return { label: t("chooser.continue", { account: label }), href, role: "primary" as const };
}

function toSwitchAnswers(
  t: Translate,
  { person, cause }: Extract<LoginQuestion, { kind: "switch-account" }>,
  form: AnswerForm,
): AnswerButton[] {
  const other = toAnswerButton(form, "other-account", {
    label: t("switch.other"),
    role: cause === "hint" ? "primary" : "secondary",
    testId: "switch-other",
  });
  if (cause === "hint") return [other];
  const label = t("switch.continue", { account: person.label });
  return [toAnswerButton(form, "switch", { label, role: "primary", testId: "switch-continue" }), other];
}
