/** The columns of a file, each with what it is: guessed, and the operator's to say. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { ImportColumn } from "@/lib/console/import/columns";
import type { SchemaView } from "@/lib/console/schemas/view";
import { ActForm, ReasonField, toOwnProblems } from "../parts/act-form";
import { SelectField } from "../parts/field";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";

interface ImportColumnsView {
  schema: SchemaView;
  /** What a column can be. */
  targets: readonly string[];
  columns: readonly (ImportColumn & { field: string; guess: string })[];
  form: ActFormView;
  problems: FormProblems;
}

export function ImportColumnsPage({ context, view }: { context: ConsoleChrome; view: ImportColumnsView }) {
  const { schema, targets, columns, form, problems } = view;
  const own = toOwnProblems(form, problems);
  const titles = new Map(schema.traits.map(({ path, title }) => [path, title]));
  const choices = targets.map((path) => {
    const title = titles.get(path);
    return { value: path, label: title && title !== path ? `${title} (${path})` : path };
  });
  return (
    <Shell
      context={context}
      title="Which column is what?"
      place="/identities"
      back={{ href: `${context.consolePath}/import`, label: "Import people" }}
      lead={
        <>
          The file's first line does not name the traits of <ForeignText>{schema.title}</ForeignText>. Nothing
          is written before you begin.
        </>
      }
      problems={problems}
    >
      <Section id="columns" title="Columns">
        <ActForm form={form} problems={problems} submit="Check the file" look="primary">
          {columns.map(({ field, name, example, guess }, index) => (
            <SelectField
              key={field}
              name={field}
              label={name || `Column ${index + 1}`}
              hint={
                example && (
                  <>
                    Such as <ForeignText>{example}</ForeignText>
                  </>
                )
              }
              choices={[{ value: "", label: "Leave out" }, ...choices]}
              defaultValue={own?.typed[field] ?? guess}
              problem={own?.fields[field]}
            />
          ))}
          <ReasonField form={form} problems={problems} />
        </ActForm>
      </Section>
    </Shell>
  );
}
