/** The operator's own page: who the console takes them for, and their sessions in it. */

import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { toVisibleName } from "@/lib/console/visible";
import { toMomentText } from "@/lib/i18n/formats";
import { ActForm, SENT_ID, toOwnProblems } from "../parts/act-form";
import { Badge } from "../parts/badge";
import { Copy } from "../parts/copy";
import { Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Table } from "../parts/table";
import { Time } from "../parts/time";

interface MePageView {
  issuer: string;
  subject: string;
  role: string;
  assurance: string;
  authenticatedAt: string;
  sessions: readonly {
    handle: string;
    isCurrent: boolean;
    since: string;
    lastSeen: string;
    device: string;
    address: string;
  }[];
  endForm: ActFormView;
  problems: FormProblems;
  done?: string;
}

export function MePage({ context, view }: { context: ConsoleChrome; view: MePageView }) {
  const refused = toOwnProblems(view.endForm, view.problems)?.form;
  return (
    <Shell context={context} title="You" place="me" done={view.done} problems={view.problems}>
      <Section id="operator" title="Operator">
        <Facts
          facts={[
            { label: "Role", value: view.role },
            { label: "Issuer", value: <Copy value={view.issuer} label="issuer" /> },
            { label: "Subject", value: <Copy value={view.subject} label="subject" /> },
            { label: "Assurance", value: view.assurance },
            { label: "Signed in", value: <Time at={view.authenticatedAt} /> },
          ]}
        />
      </Section>
      <Section id="sessions" title="Your sessions in the console">
        {refused && (
          <div id={SENT_ID} role="alert" tabIndex={-1} className="rounded-control">
            <Callout tone="error">{refused}</Callout>
          </div>
        )}
        <Table
          caption="Your sessions in the console"
          columns={[
            { label: "Device", isHeader: true, cell: ({ device }) => <ForeignText>{device}</ForeignText> },
            { label: "Address", cell: ({ address }) => address || "–" },
            { label: "Since", cell: ({ since }) => <Time at={since} /> },
            { label: "Last used", cell: ({ lastSeen }) => <Time at={lastSeen} /> },
            {
              label: "End",
              isObvious: true,
              cell: ({ handle, isCurrent, device, since }) =>
                isCurrent ? (
                  <Badge tone="good">this one</Badge>
                ) : (
                  <ActForm
                    form={view.endForm}
                    submit="End"
                    about={`${toVisibleName(device)}, ${toMomentText(since)}`}
                  >
                    <input type="hidden" name="handle" value={handle} />
                  </ActForm>
                ),
            },
          ]}
          rows={view.sessions}
          toKey={({ handle }) => handle}
          empty="There is none."
        />
      </Section>
    </Shell>
  );
}
