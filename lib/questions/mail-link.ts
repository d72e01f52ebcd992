/** A link from a mail as a page with one button: whatever opens links (mail scanners, previews) uses up nothing. */

import type { Translate } from "@/lib/i18n/translate";
import type { Account, ConfirmView } from "./confirm-view";

interface MailLink {
  kind: "recovery" | "verification";
  /** The link itself, which the button posts to. */
  action: string;
}

export function toMailLinkView(t: Translate, { kind, action }: MailLink): ConfirmView {
  return {
    testId: `${kind}-link`,
    title: t(`mailLink.${kind}.title`),
    lead: t(`mailLink.${kind}.lead`),
    actions: [
      { action, fields: {}, label: t(`mailLink.${kind}.open`), role: "primary", testId: "open-link" },
    ],
  };
}

/**
 * A link that signs in, where somebody is signed in already (threat F20).
 * @param person undefined where Kratos does not say before their second step
 * @param stayHref where they go who stay so
 */
export function toSignedInLinkView(
  t: Translate,
  { action }: Pick<MailLink, "action">,
  { person, stayHref }: { person?: Account; stayHref: string },
): ConfirmView {
  return {
    testId: "recovery-link",
    title: t("mailLink.recovery.title"),
    lead: t("mailLink.recovery.lead-signed-in"),
    account: person,
    actions: [{ action, fields: {}, label: t("way.go-on"), role: "primary", testId: "open-link" }],
    links: [{ label: t("recovery.underSession.stay"), href: stayHref }],
  };
}
