/** After signing out of the console: the provider's own session may still stand. */

import type { ConsoleChrome } from "@/lib/console/chrome";
import { buttonClass } from "../../ui/button-class";
import { PlainPage } from "./plain-page";

interface SignedOutPageProps {
  chrome: ConsoleChrome;
  view: { providerHref?: string; provider: string };
}

export function SignedOutPage({ chrome, view }: SignedOutPageProps) {
  return (
    <PlainPage chrome={chrome} title="You are signed out of the console" testId="console-signed-out">
      <p>
        Your session at <bdi className="font-semibold">{view.provider}</bdi> is another one: whoever uses this
        browser next may still be signed in there.
      </p>
      {view.providerHref && (
        <a href={view.providerHref} className={buttonClass("primary")}>
          Sign out there too
        </a>
      )}
      <a href={`${chrome.consolePath}/sign-in`} className={buttonClass("secondary")}>
        Sign in again
      </a>
    </PlainPage>
  );
}
