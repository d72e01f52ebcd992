/** After signing out of the console: the provider's own session may still stand. */

import { buttonClass } from "@/components/controls/button-class";
import type { ConsoleChrome } from "@/lib/console/context";
import { ForeignText } from "../parts/foreign-text";
import { PlainPage } from "./plain-page";

interface SignedOutPageProps {
  context: ConsoleChrome;
  view: { providerHref?: string; provider: string };
}

export function ConsoleSignedOutPage({ context, view }: SignedOutPageProps) {
  return (
    <PlainPage context={context} title="You are signed out of the console" testId="console-signed-out">
      <p>
        Your session at <ForeignText className="font-semibold">{view.provider}</ForeignText> is another one:
        whoever uses this browser next may still be signed in there.
      </p>
      {view.providerHref && (
        <a href={view.providerHref} className={buttonClass("primary")}>
          Sign out there too
        </a>
      )}
      <a href={`${context.consolePath}/sign-in`} className={buttonClass("secondary")}>
        Sign in again
      </a>
    </PlainPage>
  );
}
