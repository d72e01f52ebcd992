/** One project of Ory Network: what it is, who may change it, and its API keys. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { DiffLine } from "@/lib/console/diff/to-diff";
import type { FormProblems } from "@/lib/console/forms/form";
import type { ApiKeyView, MemberView, ProjectForms, ProjectView } from "@/lib/console/network/view";
import { Badge } from "../parts/badge";
import { Copy } from "../parts/copy";
import { DiffView } from "../parts/diff-view";
import { Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { JsonView } from "../parts/json-view";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { Time } from "../parts/time";
import { ProjectState } from "./network-page";
import { ProjectActs } from "./project-acts";

interface ProjectPageView {
  project: ProjectView;
  members: readonly MemberView[];
  keys: readonly ApiKeyView[];
  /** Without secrets. */
  json: unknown;
  /** What a form was drawn from. */
  seen: string;
  /** What somebody else changed since the form was drawn that was refused for it. */
  change?: readonly DiffLine[];
  forms?: ProjectForms;
  problems: FormProblems;
  done?: string;
}

export function ProjectPage({ context, view }: { context: ConsoleChrome; view: ProjectPageView }) {
  const { project, members, keys, json, change, forms, problems, done } = view;
  const { id, name, slug, environment, region, state } = project;
  return (
    <Shell
      context={context}
      title={name}
      heading={<ForeignText>{name}</ForeignText>}
      place="/network"
      back={{ href: `${context.consolePath}/network`, label: "Ory Network" }}
      done={done}
      problems={problems}
    >
      <Section id="project" title="Project" aside={<ProjectState state={state} />}>
        <Facts
          facts={[
            { label: "Id", value: <Copy value={id} label="project id" /> },
            { label: "Slug", value: <ForeignText>{slug}</ForeignText> },
            { label: "Environment", value: environment },
            { label: "Region", value: region },
          ]}
        />
      </Section>
      <Section id="members" title="Members" lead="Who may change it at Ory Network.">
        <Table
          caption="Members"
          columns={MEMBER_COLUMNS}
          rows={members}
          toKey={(member) => member.id}
          empty="Nobody but its workspace."
        />
      </Section>
      <Section id="keys" title="API keys" lead="Each may do everything in the project.">
        <Table
          caption="API keys"
          columns={KEY_COLUMNS}
          rows={keys}
          toKey={(key) => key.id}
          empty="There is none."
        />
      </Section>
      {change && (
        <Section
          id="change"
          title="What somebody changed meanwhile"
          lead="Secrets are not shown: where revision_id alone differs, one of them was changed."
        >
          <DiffView lines={change} label="Before and after" />
        </Section>
      )}
      {forms && <ProjectActs {...view} forms={forms} />}
      <JsonView value={json} label="As Ory Network has it, without secrets" />
    </Shell>
  );
}

const MEMBER_COLUMNS: Column<MemberView>[] = [
  { label: "Member", isHeader: true, cell: ({ name }) => <ForeignText>{name}</ForeignText> },
  {
    label: "Address",
    cell: ({ email }) => <ForeignText className="[overflow-wrap:anywhere]">{email}</ForeignText>,
  },
  { label: "Role", cell: ({ role }) => <Badge tone="plain">{role}</Badge> },
];

const KEY_COLUMNS: Column<ApiKeyView>[] = [
  { label: "Key", isHeader: true, cell: ({ name }) => <ForeignText>{name}</ForeignText> },
  { label: "Ends with", cell: ({ ending }) => <code>{ending || "–"}</code> },
  { label: "Made", cell: ({ createdAt }) => <Time at={createdAt} /> },
  { label: "Expires", cell: ({ expiresAt }) => (expiresAt ? <Time at={expiresAt} /> : "never") },
];
