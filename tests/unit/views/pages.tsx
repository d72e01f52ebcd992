/** Every page there is, for tests that hold for all of them. */

import type { ReactElement } from "react";
import { AccountPage } from "../../../components/account/account-page";
import { AppsPage } from "../../../components/account/apps-page";
import { SessionsPage } from "../../../components/account/sessions-page";
import { SignedOutPage } from "../../../components/account/signed-out-page";
import { ConsentPage } from "../../../components/consent/consent-page";
import { DevicePage } from "../../../components/device/device-page";
import { ConfirmPage } from "../../../components/document/confirm-page";
import { InterstitialPage } from "../../../components/document/interstitial-page";
import { LanguagePage } from "../../../components/document/language-page";
import { ProblemPage } from "../../../components/document/problem-page";
import { ErrorPage } from "../../../components/self-service/error-page";
import { FlowPage } from "../../../components/self-service/flow-page";
import { SettingsPage } from "../../../components/self-service/settings-page";
import type { PageContext } from "../../../lib/page-context";
import { ACCOUNT, APPS, SESSIONS } from "./account";
import { LOGIN, REGISTRATION_WITH_ERRORS, SETTINGS, VERIFICATION_SENT } from "./flows";
import { CONSENT, DEVICES, SIGN_OUT } from "./oauth2";
import { SIGNED_IN, toTestContext } from "./page-context";

/** Each page by name, in given loaded. */
export function toPages(changes: Partial<PageContext> = {}): Record<string, ReactElement> {
  const context = toTestContext(changes);
  const home = toTestContext({ signedIn: SIGNED_IN, ...changes });
  return {
    login: <FlowPage context={context} view={LOGIN} />,
    "registration-errors": <FlowPage context={context} view={REGISTRATION_WITH_ERRORS} />,
    verification: <FlowPage context={context} view={VERIFICATION_SENT} />,
    settings: <SettingsPage context={home} view={SETTINGS} />,
    error: (
      <ErrorPage
        context={context}
        view={{
          title: "Something is not right",
          text: "The request was rejected to protect you. Please start again.",
          error: { id: "security_csrf_violation", code: 403, status: "Forbidden", reason: "CSRF" },
          reference: "01JZ8",
          links: [{ href: "/login", label: "Sign in" }],
        }}
      />
    ),
    problem: (
      <ProblemPage
        context={context}
        view={{
          status: 503,
          title: "Sign-in is not available right now",
          happened: "The service that knows your account does not answer.",
          next: "Your account is safe, and you have not been signed out.",
          isSafeToRetry: true,
          reference: "01JZ8Q3V7T",
          retryAfterSeconds: 10,
          retry: { href: "/login" },
        }}
      />
    ),
    consent: <ConsentPage context={context} view={CONSENT} />,
    "sign-out": <ConfirmPage context={context} view={SIGN_OUT} />,
    "signed-out": (
      <SignedOutPage
        context={context}
        view={{
          account: CONSENT.account,
          others: 2,
          hasApps: true,
          isReturnRefused: true,
          signInHref: "/login",
        }}
      />
    ),
    interstitial: (
      <InterstitialPage
        context={context}
        view={{ href: "https://notes.example.com/cb?code=1&state=2", targetLabel: "Example Notes" }}
      />
    ),
    "device-enter": <DevicePage context={context} view={DEVICES.enter} />,
    "device-consent": (
      <ConsentPage
        context={context}
        view={{ ...CONSENT, canRemember: false, device: { userCode: "WDJB-MJHT" } }}
      />
    ),
    "device-success": <DevicePage context={context} view={DEVICES.success} />,
    "device-denied": <DevicePage context={context} view={DEVICES.denied} />,
    language: (
      <LanguagePage
        context={context}
        view={{
          action: "/language",
          returnTo: "/login?flow=f",
          languages: [
            { tag: "en", name: "English", direction: "ltr" },
            { tag: "ar", name: "العربية", direction: "rtl" },
          ],
        }}
      />
    ),
    account: <AccountPage context={home} view={ACCOUNT} />,
    sessions: <SessionsPage context={home} view={SESSIONS} />,
    apps: <AppsPage context={home} view={APPS} />,
    "apps-empty": (
      <AppsPage
        context={home}
        view={{
          apps: [],
          pages: { number: 1, hasPrevious: false, hasNext: false },
          revokeAll: APPS.revokeAll,
        }}
      />
    ),
  };
}
