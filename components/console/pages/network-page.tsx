/** The projects of Ory Network that the console's token may see. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { ENVIRONMENTS, type ProjectView, REGIONS } from "@/lib/console/network/view";
import { toSegment } from "@/lib/console/request/segment";
import { Act } from "../parts/act";
import { bindFields } from "../parts/act-form";
import { Badge } from "../parts/badge";
import { SelectField, TextField } from "../parts/field";
import { ForeignText } from "../parts/foreign-text";
import { ListPage } from "../parts/list-page";
import { Section } from "../parts/section";
import type { Column } from "../parts/table";

interface NetworkView {
  rows: readonly ProjectView[];
  form?: ActFormView;
  problems: FormProblems;
  done?: string;
}

export function NetworkPage({ context, view }: { context: ConsoleChrome; view: NetworkView }) {
  const { rows, form, problems, done } = view;
  return (
    <ListPage
      context={context}
      title="Ory Network"
      place="/network"
      lead="Projects that this console's token may see."
      done={done}
      problems={problems}
      caption="Projects"
      columns={toColumns(context)}
      rows={rows}
      empty="There is no project, or the token may see none."
      hasLiveFilter
    >
      {form && <NewProject form={form} problems={problems} />}
    </ListPage>
  );
}

function toColumns({ consolePath }: ConsoleChrome): Column<ProjectView>[] {
  return [
    {
      label: "Project",
      isHeader: true,
      cell: ({ id, name }) => (
        <a href={`${consolePath}/network/${toSegment(id)}`}>
          <ForeignText>{name}</ForeignText>
        </a>
      ),
    },
    { label: "Slug", cell: ({ slug }) => <ForeignText>{slug}</ForeignText> },
    { label: "Environment", cell: ({ environment }) => environment },
    { label: "Region", cell: ({ region }) => region },
    { label: "State", isObvious: true, cell: ({ state }) => <ProjectState state={state} /> },
  ];
}

export function ProjectState({ state }: { state: string }) {
  return <Badge tone={state === "running" ? "good" : "notice"}>{state}</Badge>;
}

const toChoices = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

function NewProject({ form, problems }: { form: ActFormView; problems: FormProblems }) {
  const of = bindFields(form, problems);
  return (
    <Section id="acts" title="Change">
      <Act
        form={form}
        problems={problems}
        label="New project"
        submit="Make the project"
        fields={
          <>
            <TextField {...of("name")} label="Name" required maxLength={100} />
            <SelectField
              {...of("environment", { now: "dev" })}
              label="Environment"
              choices={toChoices(ENVIRONMENTS)}
            />
            <SelectField {...of("home_region")} label="Where data lives" choices={toChoices(REGIONS)} />
          </>
        }
      >
        It may cost money: what your workspace&apos;s plan says of one more project.
      </Act>
    </Section>
  );
}
