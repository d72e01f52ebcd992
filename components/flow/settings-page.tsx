/** Account settings: one page, a section for each thing that can be changed, and a navigation of its own. */

import type { Chrome } from "@/lib/chrome";
import type { FlowView, FormView } from "@/lib/flow/view";
import { AccountShell } from "../account/account-shell";
import { Card } from "../ui/card";
import { ErrorSummary } from "./error-summary";
import { FlowForm } from "./flow-form";
import { FlowLinks } from "./flow-links";
import { hasErrors } from "./flow-page";
import { FormMessages } from "./messages";
import { Script } from "./script";

interface SettingsPageProps {
  chrome: Chrome;
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

export function SettingsPage({ chrome, view }: SettingsPageProps) {
  const sections = toSections(view.forms, view.title);
  return (
    <AccountShell
      chrome={chrome}
      place="settings"
      title={view.title}
      lead={view.lead}
      hasErrors={hasErrors(view)}
      createdPath={view.createdPath}
      head={view.scripts.map((script) => <Script key={script.id} node={script} />)}
    >
      <FormMessages messages={view.messages} />
      <ErrorSummary chrome={chrome} errors={view.errors} />
      {sections.length > 1 && <SectionNavigation chrome={chrome} sections={sections} />}
      {sections.map(({ id, heading, lead, forms }) => (
        <Card key={id} id={id} title={heading} lead={lead}>
          {forms.map((form) => (
            <FlowForm key={form.testId} form={form} chrome={chrome} />
          ))}
        </Card>
      ))}
      <FlowLinks links={view.links} />
    </AccountShell>
  );
}

function SectionNavigation({ chrome, sections }: { chrome: Chrome; sections: Section[] }) {
  return (
    <nav aria-label={chrome.t("settings.navigation")}>
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
