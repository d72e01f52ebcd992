/** A file of people to import: chosen or pasted, and what it may hold. */

import { Fragment } from "react";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { ROW_LIMIT } from "@/lib/console/import/rows";
import type { Job } from "@/lib/console/jobs/job";
import type { SchemaView } from "@/lib/console/schemas/view";
import { IMPORT_COLUMNS, toTraitColumn } from "@/lib/console/traits/file-column";
import { toNumberText } from "@/lib/i18n/formats";
import { ActForm, bindFields, Fold, ReasonField, toOwnProblems } from "../parts/act-form";
import { FileField, SelectField, TextArea } from "../parts/field";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { Time } from "../parts/time";
import { JobState } from "./job-page";

interface ImportPageView {
  schemas: readonly SchemaView[];
  form: ActFormView;
  /** Of the last day, each with whether somebody works on it now. */
  jobs: readonly (Job & { isRunning: boolean })[];
  /** Whether an import survives a restart of Foyer. */
  isShared: boolean;
  problems: FormProblems;
}

export function ImportPage({ context, view }: { context: ConsoleChrome; view: ImportPageView }) {
  const { schemas, jobs, isShared, problems } = view;
  return (
    <Shell
      context={context}
      title="Import people"
      place="/identities"
      back={{ href: `${context.consolePath}/identities`, label: "Identities" }}
      lead="The file is checked first, row by row. Nothing is written before you begin."
      problems={problems}
    >
      <Section id="file" title="File">
        <UploadForm view={view} />
      </Section>
      <Section id="columns" title="What it may hold">
        <p>
          CSV with a line of names first, its cells separated by commas, semicolons or tabs, or JSON, a list
          of accounts or one on each line, each with its traits. At most {toNumberText(ROW_LIMIT)}.
        </p>
        <ul className="grid gap-1">
          {schemas.map(({ id, title, traits }) => (
            <li key={id}>
              <ForeignText className="font-semibold">{title}</ForeignText>:{" "}
              <code className="[overflow-wrap:anywhere]">
                {traits.map(({ path }, index) => (
                  <Fragment key={path}>
                    {index > 0 && ","}
                    <wbr />
                    {toTraitColumn(path)}
                  </Fragment>
                ))}
              </code>
            </li>
          ))}
        </ul>
        <p className="text-muted">
          And <code>{IMPORT_COLUMNS.join(", ")}</code>: a row of another schema is not made. Passwords come as
          hashes that Kratos takes, never in clear. No mail is sent, and no address is verified. An address
          whose domain has letters beyond ASCII is written as Kratos takes it.
        </p>
      </Section>
      <Section
        id="jobs"
        title="Imports of the last day"
        lead={isShared ? undefined : "Kept by this process alone: a restart of Foyer forgets them."}
      >
        <Table
          caption="Imports"
          columns={toColumns(context)}
          rows={jobs}
          toKey={({ id }) => id}
          empty="There was none. A file that you check above stands here, with how far it is."
        />
      </Section>
    </Shell>
  );
}

/** What was sent is not drawn again: files are long, and may hold hashes. */
function UploadForm({ view: { schemas, form, problems } }: { view: ImportPageView }) {
  const own = toOwnProblems(form, problems);
  return (
    <ActForm form={form} problems={problems} submit="Check the file" look="primary" isUpload>
      <SelectField
        name="schema"
        label="Schema"
        choices={schemas.map(({ id, title }) => ({
          value: id,
          label: title === id ? id : `${title} (${id})`,
        }))}
        defaultValue={own?.typed.schema}
        problem={own?.fields.schema}
      />
      <FileField
        name="file"
        label="CSV or JSON file"
        accept=".csv,.json,.jsonl,.ndjson,text/csv,application/json"
        problem={own?.fields.file}
      />
      <Fold label="Or paste its text">
        <TextArea
          {...bindFields(form, problems)("text", { isSecret: true })}
          label="Text of the file"
          rows={8}
        />
      </Fold>
      <ReasonField form={form} problems={problems} />
    </ActForm>
  );
}

const toColumns = ({ consolePath }: ConsoleChrome): Column<ImportPageView["jobs"][number]>[] => [
  {
    label: "Import",
    isHeader: true,
    cell: ({ id, title }) => <a href={`${consolePath}/jobs/${id}`}>{title}</a>,
  },
  {
    label: "State",
    isObvious: true,
    cell: ({ state, isRunning }) => <JobState state={state} isRunning={isRunning} />,
  },
  { label: "Made", cell: ({ done }) => done },
  { label: "By", cell: ({ by }) => <ForeignText>{by}</ForeignText> },
  { label: "Checked", cell: ({ createdAt }) => <Time at={new Date(createdAt).toISOString()} /> },
];
