/** A dangerous act that waits: first for a fresh sign-in, then for the word to carry it on. */

import { buttonClass } from "@/components/controls/button-class";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView } from "@/lib/console/forms/form";
import { ActForm } from "../parts/act-form";
import { type Fact, Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { PlainPage } from "./plain-page";

interface StepUpPageProps {
  context: ConsoleChrome;
  view: {
    /** What waits, in a sentence. */
    summary: string;
    facts: readonly Fact[];
    minutes: number;
    /** Where the act was begun. */
    backHref: string;
  } & (
    | { kind: "sign-in"; startHref: string }
    | { kind: "confirm"; form: ActFormView /** It is answered with a file. */; isFile: boolean }
  );
}

export function StepUpPage({ context, view }: StepUpPageProps) {
  const isReady = view.kind === "confirm";
  const isFile = isReady && view.isFile;
  return (
    <PlainPage
      context={context}
      title={isReady ? "Carry on with this?" : "Confirm that it is you"}
      testId="step-up"
    >
      <p className="rounded-control border border-line bg-panel p-4 font-semibold">
        <ForeignText>{view.summary}</ForeignText>
      </p>
      <Facts facts={view.facts} />
      {view.kind === "confirm" ? (
        <ActForm
          form={view.form}
          submit="Carry on"
          look={isFile ? "primary" : "danger"}
          isDownload={isFile}
        />
      ) : (
        <>
          <p>
            This needs a sign-in that is younger than {view.minutes} minutes. What you began is kept, and you
            are asked once more before it is done.
          </p>
          <a href={view.startHref} className={buttonClass("primary")} data-testid="step-up-start">
            Sign in again
          </a>
        </>
      )}
      <p>
        <a href={view.backHref}>{isFile ? "Back to the page" : "Leave it and go back"}</a>
      </p>
    </PlainPage>
  );
}
