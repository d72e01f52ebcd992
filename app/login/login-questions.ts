/** The questions that a login challenge can raise, as confirmation pages. */

import type { LoginDecision } from "@/lib/oauth2/login/decide-login";
import { type LoginChallenge, toAnswerFields, toClientLabel } from "@/lib/oauth2/login/login-answer.server";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import type { ConfirmView } from "@/lib/oauth2/shared/view";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";

type Of<Kind extends LoginDecision["kind"]> = Extract<LoginDecision, { kind: Kind }>;

/** `prompt=select_account`: both ways lead through Hydra, which then asks again without that prompt. */
export function toAccountChoiceView(
  { context: { t } }: PageRequest,
  { request, challenge }: LoginChallenge,
  decision: Of<"choose-account">,
): ConfirmView {
  return {
    testId: "account-chooser",
    title: t("chooser.title"),
    lead: t("chooser.lead", { client: toClientLabel(request) }),
    account: decision.person,
    actions: [toCancelAction(t, challenge)],
    links: [
      {
        label: t("chooser.continue", { account: decision.person.label }),
        href: decision.continueHref,
        role: "primary",
      },
      { label: t("chooser.other"), href: decision.otherHref, role: "secondary" },
    ],
  };
}

/** Somebody else than Hydra remembers, or than the app names, is signed in: never mixed silently. */
export function toSwitchAccountView(
  { context: { t } }: PageRequest,
  { request, challenge }: LoginChallenge,
  { person, cause }: Of<"switch-account">,
): ConfirmView {
  const action = toPath("/login");
  const other: ConfirmView["actions"][number] = {
    label: t("switch.other"),
    action,
    fields: toAnswerFields(challenge, "other-account"),
    role: cause === "hint" ? "primary" : "secondary",
    testId: "switch-other",
  };
  const go: ConfirmView["actions"][number] = {
    label: t("switch.continue", { account: person.label }),
    action,
    fields: toAnswerFields(challenge, "switch"),
    role: "primary",
    testId: "switch-continue",
  };
  return {
    testId: "switch-account",
    title: t("switch.title"),
    lead: t(`switch.lead-${cause}`, { client: toClientLabel(request) }),
    account: person,
    actions: [...(cause === "remembered" ? [go] : []), other, toCancelAction(t, challenge)],
  };
}

/** The app wants a second step and the account has none: set one up first, or cancel. */
export function toEnrolView(
  { context: { t } }: PageRequest,
  { request, challenge, returnTo }: LoginChallenge,
  { person }: Of<"enrol">,
): ConfirmView {
  return {
    testId: "enrol-second-factor",
    title: t("enrol.title"),
    lead: t("enrol.lead", { client: toClientLabel(request) }),
    account: person,
    actions: [toCancelAction(t, challenge)],
    links: [
      { label: t("enrol.settings"), href: toPath("/settings", { return_to: returnTo }), role: "primary" },
    ],
  };
}

function toCancelAction(
  t: PageRequest["context"]["t"],
  challenge: Challenge,
): ConfirmView["actions"][number] {
  return {
    label: t("login.cancel"),
    action: toPath("/login"),
    fields: toAnswerFields(challenge, "cancel"),
    role: "secondary",
    testId: "cancel",
  };
}
