/** Account settings: one page, a section for each thing that can be changed, and a navigation of its own. */

import { AccountShell } from "@/components/account/account-shell";
import { AccountLine } from "@/components/controls/account-line";
import { Callout } from "@/components/controls/callout";
import { Card } from "@/components/controls/card";
import { Sentence } from "@/components/controls/name";
import type { PageContext } from "@/lib/page-context";
import { RECOVERED } from "@/lib/self-service/kratos-names";
import type { FlowView, FormView, UnverifiedView } from "@/lib/self-service/view";
import { ErrorSummary } from "./error-summary";
import { FlowForm } from "./flow-form";
import { FlowLinks } from "./flow-links";
import { hasErrors } from "./flow-page";
import { FormMessages } from "./messages";
import { FlowScripts } from "./nodes/script";

interface SettingsPageProps {
  context: PageContext;
  view: FlowView;
}

interface Section {
  id: string;
  heading: string;
  lead?: string;
  forms: FormView[];
}

/** Forms without a heading of their own belong to the section before them. */
function toSections(forms: FormView[], firstHeading: string): Section[] {
  const sections: Section[] = [];
  for (const form of forms) {
    const last = sections.at(-1);
    if (last && !form.heading) last.forms.push(form);
    else {
      const { testId, heading = firstHeading, lead } = form;
      sections.push({ id: testId, heading, lead, forms: [form] });
    }
  }
  return sections;
}

export function SettingsPage({ context, view }: SettingsPageProps) {
  const sections = toSections(view.forms, view.title);
  return (
    <AccountShell
      context={context}
      place="settings"
      title={view.title}
      lead={view.lead}
      hasErrors={hasErrors(view)}
      createdPath={view.createdPath}
      head={<FlowScripts view={view} context={context} />}
    >
      <FormMessages messages={view.messages} />
      {/* A link that somebody sent may have led into another account than one's own (threat F20). */}
      {context.signedIn && view.messages.some(({ id }) => id === RECOVERED) && (
        <AccountLine account={context.signedIn} />
      )}
      {view.unverified && <Unverified context={context} {...view.unverified} />}
      <ErrorSummary context={context} errors={view.errors} />
      {sections.length > 1 && <SectionNavigation context={context} sections={sections} />}
      {sections.map(({ id, heading, lead, forms }) => (
        <Card key={id} id={id} title={heading} lead={lead}>
          {forms.map((form) => (
            <FlowForm key={form.testId} form={form} context={context} />
          ))}
        </Card>
      ))}
      <FlowLinks links={view.links} />
    </AccountShell>
  );
}

function Unverified({ context: { t }, address, href }: { context: PageContext } & UnverifiedView) {
  return (
    <Callout tone="info">
      <p>
        <Sentence>{t("settings.unverified", { address })}</Sentence>
      </p>
      <a
        href={href}
        data-testid="verify-link"
        className="mt-1 inline-flex min-h-11 items-center font-semibold text-link underline underline-offset-4"
      >
        {t("account.next.verify-address.action")}
      </a>
    </Callout>
  );
}

function SectionNavigation({ context, sections }: { context: PageContext; sections: Section[] }) {
  return (
    <nav aria-label={context.t("settings.navigation")}>
      <ul className="flex flex-wrap gap-2">
        {sections.map(({ id, heading }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-flex min-h-11 items-center rounded-full border border-line bg-panel px-4 text-[0.9375rem] no-underline hover:border-field"
            >
              {heading}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
