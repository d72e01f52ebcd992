/** One kind of account: its traits, and what Kratos uses each for. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { SchemaView, TraitView } from "@/lib/console/schemas/view";
import { Badge } from "../parts/badge";
import { ForeignText } from "../parts/foreign-text";
import { JsonView } from "../parts/json-view";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";

interface Props {
  context: ConsoleChrome;
  schema: SchemaView;
  json: unknown;
}

export function SchemaPage({ context, schema, json }: Props) {
  return (
    <Shell
      context={context}
      title={schema.title}
      heading={<ForeignText>{schema.title}</ForeignText>}
      lead={schema.title === schema.id ? undefined : <ForeignText>{schema.id}</ForeignText>}
      place="/schemas"
      back={{ href: `${context.consolePath}/schemas`, label: "Schemas" }}
    >
      <Table
        caption="Traits"
        columns={COLUMNS}
        rows={schema.traits}
        toKey={({ path }) => path}
        empty="This schema names no trait."
      />
      <JsonView value={json} label="As Kratos has it" />
    </Shell>
  );
}

const COLUMNS: Column<TraitView>[] = [
  {
    label: "Trait",
    isHeader: true,
    cell: ({ path, title }) => (
      <>
        <ForeignText className="font-mono text-[0.875em]">{path}</ForeignText>
        {title && (
          <div className="text-sm text-muted">
            <ForeignText>{title}</ForeignText>
          </div>
        )}
      </>
    ),
  },
  { label: "Type", cell: ({ type }) => type },
  {
    label: "Required",
    cell: ({ isRequired }) => (isRequired ? <Badge tone="notice">yes</Badge> : "no"),
  },
  { label: "Kratos", cell: ({ uses }) => uses.join(", ") || "–" },
];
