/** Every page there is, for tests that hold for all of them. */

import type { ReactElement } from "react";
import type { Chrome } from "@/lib/chrome";
import { AccountPage } from "../account/account-page";
import { AppsPage } from "../account/apps-page";
import { SessionsPage } from "../account/sessions-page";
import { LanguagePage } from "../document/language-page";
import { ProblemPage } from "../document/problem-page";
import { ErrorPage } from "../flow/error-page";
import { FlowPage } from "../flow/flow-page";
import { SettingsPage } from "../flow/settings-page";
import { ConfirmPage } from "../oauth2/confirm-page";
import { ConsentPage } from "../oauth2/consent-page";
import { DevicePage } from "../oauth2/device-page";
import { InterstitialPage } from "../oauth2/interstitial-page";
import { ACCOUNT, APPS, SESSIONS } from "./account";
import { SIGNED_IN, toTestChrome } from "./chrome";
import { LOGIN, REGISTRATION_WITH_ERRORS, SETTINGS, VERIFICATION_SENT } from "./flows";
import { CONSENT, DEVICES, SIGN_OUT } from "./oauth2";

/** Each page by name, in given surroundings. */
export function toPages(changes: Partial<Chrome> = {}): Record<string, ReactElement> {
  const chrome = toTestChrome(changes);
  const home = toTestChrome({ signedIn: SIGNED_IN, ...changes });
  return {
    login: <FlowPage chrome={chrome} view={LOGIN} />,
    "registration-errors": <FlowPage chrome={chrome} view={REGISTRATION_WITH_ERRORS} />,
    verification: <FlowPage chrome={chrome} view={VERIFICATION_SENT} />,
    settings: <SettingsPage chrome={home} view={SETTINGS} />,
    error: (
      <ErrorPage
        chrome={chrome}
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
        chrome={chrome}
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
    consent: <ConsentPage chrome={chrome} view={CONSENT} />,
    "sign-out": <ConfirmPage chrome={chrome} view={SIGN_OUT} />,
    interstitial: (
      <InterstitialPage
        chrome={chrome}
        view={{ href: "https://notes.example.com/cb?code=1&state=2", targetLabel: "Example Notes" }}
      />
    ),
    "device-enter": <DevicePage chrome={chrome} view={DEVICES.enter} />,
    "device-consent": (
      <ConsentPage
        chrome={chrome}
        view={{ ...CONSENT, canRemember: false, device: { userCode: "WDJB-MJHT" } }}
      />
    ),
    "device-success": <DevicePage chrome={chrome} view={DEVICES.success} />,
    language: (
      <LanguagePage
        chrome={chrome}
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
    account: <AccountPage chrome={home} view={ACCOUNT} />,
    sessions: <SessionsPage chrome={home} view={SESSIONS} />,
    apps: <AppsPage chrome={home} view={APPS} />,
    "apps-empty": <AppsPage chrome={home} view={{ apps: [], revokeAll: APPS.revokeAll }} />,
  };
}
