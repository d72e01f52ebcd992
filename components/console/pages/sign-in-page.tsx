/** Where an operator signs in; also what stands at any console address while nobody is. */

import { buttonClass } from "@/components/controls/button-class";
import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import { ForeignText } from "../parts/foreign-text";
import { PlainPage } from "./plain-page";

interface SignInPageProps {
  context: ConsoleChrome;
  view: { startHref: string; provider: string; lostForm: boolean };
}

export function SignInPage({ context, view }: SignInPageProps) {
  return (
    <PlainPage context={context} title="Sign in to the console" testId="console-sign-in">
      {view.lostForm && (
        <Callout tone="error">
          Your session had ended before the form arrived: nothing was done. Go back in your browser to see
          what you typed, after you have signed in in another tab.
        </Callout>
      )}
      <p>
        For the people who run this installation. You sign in at{" "}
        <ForeignText className="font-semibold">{view.provider}</ForeignText>, with a second factor.
      </p>
      <a href={view.startHref} className={buttonClass("primary")} data-testid="console-start">
        Sign in
      </a>
    </PlainPage>
  );
}
