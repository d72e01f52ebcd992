/** The ways out of a flow: to registration, login, recovery, sign-out; each takes the destination along. */

import { formatPath, type PagePath, type PlaceOnPage, type Query } from "@/lib/pages";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import {
  FIRST_SCREEN,
  REGISTRATION_BACK,
  REGISTRATION_CONTINUE,
  SECURITY_KEY_TRIGGER,
} from "@/lib/self-service/kratos-names";
import { toNamedSchema } from "@/lib/self-service/made-flow";
import type { FlowLink } from "@/lib/self-service/message-view";
import { toSafeHref } from "@/lib/self-service/nodes/url";
import { trimSlashes } from "@/lib/trim-slashes";
import { isRefusedBySettings } from "./settings-refused";
import { isDone, SENT } from "./titles";

/** Kratos' "Resend code". */
const RESEND = 1070008;

/** Where a verification began that nothing else led to. */
const TYPED_HERE = /\/self-service\/verification\/browser(?:\?|$)/;

/** What a sign-in began with. */
const SIGN_IN = /\/self-service\/login\/browser(?:\?|$)/;

/** Links beside the forms, in the order in which they are read. */
export function toLinks(flow: KratosFlow, options: FlowContext): FlowLink[] {
  switch (options.kind) {
    case "login":
      return toLoginLinks(flow, options);
    case "registration":
      return toRegistrationLinks(flow, options);
    case "recovery":
      return toRecoveryLinks(flow, options);
    case "verification":
      return [
        ...toContinueLink(flow, options),
        ...toOtherAddressLink(flow, options),
        ...toSendAgainLink(flow, options),
        toVerificationExit(flow, options),
      ];
    case "settings":
      return [
        {
          testId: "back-link",
          href: toPagePath("/account", options),
          label: options.t("settings.toAccount"),
        },
      ];
  }
}

/** Who comes back to a recovery that is done is signed in by it. */
function toRecoveryLinks(flow: KratosFlow, options: FlowContext): FlowLink[] {
  const { t, signedIn } = options;
  if (isDone(flow) && signedIn) {
    const href = toPagePath("/account", options);
    return [{ testId: "back-link", href, label: t("verification.toAccount") }];
  }
  const login: FlowLink = {
    testId: "login-link",
    href: toFlowPath("/login", flow, options),
    label: t("recovery.toLogin"),
  };
  return isSent(flow) ? [toBackLink("/recovery", "login.otherAddress", flow, options), login] : [login];
}

function toVerificationExit(flow: KratosFlow, options: FlowContext): FlowLink {
  const { t, signedIn } = options;
  return signedIn
    ? { testId: "back-link", href: toPagePath("/account", options), label: t("verification.toAccount") }
    : { testId: "login-link", href: toFlowPath("/login", flow, options), label: t("verification.toLogin") };
}

/**
 * Whoever typed the address here may have mistyped it. After a registration or a change of settings Kratos took the
 * account's own, and a message to another would verify nothing.
 */
function toOtherAddressLink(flow: KratosFlow, options: FlowContext): FlowLink[] {
  if (!isSent(flow) || !TYPED_HERE.test(flow.request_url ?? "")) return [];
  return [
    { ...toBackLink("/verification", "login.otherAddress", flow, options), testId: "other-address-link" },
  ];
}

/**
 * Kratos v1.3 gives the code that it sends after a registration no button to send another, nor says where it went: a page
 * that asks for the address, and knows it where somebody is signed in.
 */
function toSendAgainLink(flow: KratosFlow, options: FlowContext): FlowLink[] {
  const label = options.t.kratos(RESEND, () => ({}));
  const canSend = flow.ui.nodes.some((node) => node?.attributes.name === "email");
  if (!isSent(flow) || canSend || label === undefined) return [];
  return [{ testId: "send-again-link", href: toFlowPath("/verification", flow, options), label }];
}

/** Verifying can wait: the way on to where the person was going, unless Kratos' own link leads there already. */
function toContinueLink(flow: KratosFlow, options: FlowContext): FlowLink[] {
  const { continueTo, t } = options;
  const href = toSafeHref(continueTo?.href);
  const isOffered = flow.ui.nodes.some((node) => node?.attributes.href === continueTo?.href);
  if (!href || isOffered || holdsUpSignIn(flow, options)) return [];
  const client = continueTo?.clientName;
  const label = client
    ? t("verification.continueTo", { client })
    : t(isDone(flow) ? "verification.continue" : "verification.later");
  return [{ testId: "continue-link", href, label }];
}

/**
 * A sign-in of Kratos v26.2.0 that waits for a verified address (`require_verified_address`) leads here and lets nobody in
 * before: the way on would end here again, with another message.
 */
function holdsUpSignIn(flow: KratosFlow, { signedIn }: FlowContext): boolean {
  return !signedIn && !isDone(flow) && SIGN_IN.test(flow.request_url ?? "");
}

function toLoginLinks(flow: KratosFlow, options: FlowContext): FlowLink[] {
  const isStepUp = flow.requested_aal === "aal2";
  const isRefresh = flow.refresh === true;
  const links: FlowLink[] = [];
  if (isStepUp && !hasSecondStep(flow)) links.push(...toSecondStepLink(flow, options));
  if (!isStepUp && options.recoveryEnabled !== false) links.push(toRecoveryLink(flow, options));
  const isFirstStep = !isStepUp && !isRefresh;
  if (hasGivenIdentifier(flow) || (isFirstStep && isSent(flow)))
    links.push(toBackLink("/login", "login.otherAddress", flow, options));
  if (isFirstStep && isKeyAskedFor(flow)) links.push(toBackLink("/login", "way.start-again", flow, options));
  if (isFirstStep && options.registrationEnabled !== false) {
    links.push({
      testId: "signup-link",
      href: toFlowPath("/registration", flow, options),
      label: options.t("login.toRegistration"),
    });
  }
  if (options.signedIn && !isForNobody(flow)) {
    links.push({
      testId: "logout-link",
      href: options.signedIn.logoutPath,
      label: options.t("login.toLogout"),
    });
  }
  return links;
}

/** Where a second step is added, or whom to ask where that page is the one that wants it. */
function toSecondStepLink(flow: KratosFlow, options: FlowContext): FlowLink[] {
  const { t, links } = options;
  if (isRefusedBySettings(flow, options))
    return links?.help ? [{ testId: "way-help", href: links.help, label: t("way.help") }] : [];
  const href = toFlowPath("/settings", flow, options);
  return [{ testId: "settings-link", href, label: t("login.toAddSecondStep") }];
}

/** Begins the page's flow anew, whatever was asked for in this one: a mistyped address is seen once nothing comes. */
function toBackLink(
  page: PagePath,
  key: "login.otherAddress" | "registration.startAgain" | "way.start-again",
  flow: KratosFlow,
  options: FlowContext,
): FlowLink {
  return { testId: "back-link", href: toFlowPath(page, flow, options), label: options.t(key) };
}

/** Kratos begins a plain sign-in for nobody who is signed in: a session's cookie that comes with it is of one that has ended. */
function isForNobody({ requested_aal, refresh, oauth2_login_challenge }: KratosFlow): boolean {
  return requested_aal !== "aal2" && refresh !== true && !oauth2_login_challenge;
}

/** The page asks for the security key alone: whoever has none at hand goes back to the other ways to sign in. */
function isKeyAskedFor(flow: KratosFlow): boolean {
  return flow.ui.nodes.some((node) => node?.attributes.name === SECURITY_KEY_TRIGGER);
}

function isSent({ state }: KratosFlow): boolean {
  return SENT.test(state ?? "");
}

function hasGivenIdentifier(flow: KratosFlow): boolean {
  return flow.ui.nodes.some((node) => node?.group === FIRST_SCREEN && node.attributes.type === "hidden");
}

/**
 * A mistyped address is put right from where its code is waited for; two-step registrations have Kratos' own button.
 * Once a provider has answered, Kratos offers that provider alone, even after an error: a way back to all of them.
 */
function toRegistrationLinks(flow: KratosFlow, options: FlowContext): FlowLink[] {
  const isBound = flow.ui.nodes.some((node) => node?.meta.label?.id === REGISTRATION_CONTINUE);
  const login: FlowLink = {
    testId: "cta-link",
    href: toFlowPath("/login", flow, options),
    label: options.t("registration.toLogin"),
  };
  if (!isBound) {
    const hasBack = flow.ui.nodes.some((node) => node?.meta.label?.id === REGISTRATION_BACK);
    return isSent(flow) && !hasBack
      ? [toBackLink("/registration", "login.otherAddress", flow, options), login]
      : [login];
  }
  return [toBackLink("/registration", "registration.startAgain", flow, options), login];
}

/** Under a session Kratos refuses recovery: the page there then asks to sign out first. */
function toRecoveryLink(flow: KratosFlow, options: FlowContext): FlowLink {
  return {
    testId: "forgot-password-link",
    href: toFlowPath("/recovery", flow, options),
    label: options.t(hasNoPassword(flow) ? "recovery.start.title" : "login.toRecovery"),
  };
}

/** All ways to sign in are on the page, and none is by a password; a first screen that asks who somebody is has none yet. */
function hasNoPassword({ state, ui }: KratosFlow): boolean {
  return (
    state === "choose_method" &&
    !ui.nodes.some((node) => node?.group === "identifier_first" || node?.attributes.name === "password")
  );
}

function hasSecondStep(flow: KratosFlow): boolean {
  return flow.ui.nodes.some((node) => ["submit", "button"].includes(node?.attributes.type ?? ""));
}

/** Flows that can be asked for an identity schema, and that take an app's challenge. */
const ENTRY_PAGES: ReadonlySet<PagePath> = new Set(["/login", "/registration"]);

/** The path of the same flow, begun anew: a second step, or a sign-in that is asked for once more, is that again. */
export function toAgainPath(flow: KratosFlow, options: FlowContext): string {
  const isLogin = options.kind === "login";
  return toFlowPath(`/${options.kind}`, flow, options, {
    aal: isLogin && flow.requested_aal === "aal2" ? "aal2" : undefined,
    refresh: isLogin && flow.refresh === true ? "true" : undefined,
  });
}

/** Another flow's path that keeps where the person was going. */
export function toFlowPath(
  page: PagePath,
  flow: KratosFlow,
  options: FlowContext,
  asked: Query = {},
): string {
  const challenge = flow.oauth2_login_challenge;
  const takesChallenge = ENTRY_PAGES.has(page);
  return toPagePath(page, options, {
    return_to: toReturnTo(flow, options) ?? (takesChallenge ? undefined : toChallengeUrl(challenge, options)),
    login_challenge: takesChallenge ? challenge : undefined,
    identity_schema: takesChallenge ? toNamedSchema(flow) : undefined,
    ...asked,
  });
}

/** Where an app's request goes on that Kratos itself keeps (native mode), from pages that know of no challenge. */
function toChallengeUrl(challenge: string | undefined, options: FlowContext): string | undefined {
  if (!challenge || !URL.canParse(options.publicUrl)) return undefined;
  return new URL(options.publicUrl).origin + toPagePath("/login", options, { login_challenge: challenge });
}

function toReturnTo(flow: KratosFlow, { returnTo }: FlowContext): string | undefined {
  return returnTo ?? flow.return_to;
}

/** A path of Foyer, base path included. */
export function toPagePath(
  page: PlaceOnPage,
  { publicUrl }: Pick<FlowContext, "publicUrl">,
  query?: Query,
): string {
  return formatPath(toBasePath(publicUrl), page, query);
}

/** One address, the configured one, on page after page. */
let latest = { publicUrl: "", basePath: "" };

function toBasePath(publicUrl: string): string {
  if (latest.publicUrl !== publicUrl) {
    const basePath = URL.canParse(publicUrl) ? trimSlashes(new URL(publicUrl).pathname) : "";
    latest = { publicUrl, basePath };
  }
  return latest.basePath;
}
