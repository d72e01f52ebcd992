/** The kinds of account that Kratos knows. */

import type { ConsoleChrome } from "@/lib/console/context";
import { toSegment } from "@/lib/console/request/segment";
import type { SchemaView } from "@/lib/console/schemas/view";
import { ForeignText } from "../parts/foreign-text";
import { ListPage } from "../parts/list-page";
import type { Column } from "../parts/table";

export function SchemasPage({ context, rows }: { context: ConsoleChrome; rows: readonly SchemaView[] }) {
  return (
    <ListPage
      context={context}
      title="Schemas"
      place="/schemas"
      lead="What an account holds. Schemas are changed in Kratos' configuration (identity.schemas)."
      columns={toColumns(context)}
      rows={rows}
      empty="Kratos has no schema. Name one in its configuration (identity.schemas): without, nobody can have an account."
    />
  );
}

function toColumns({ consolePath }: ConsoleChrome): Column<SchemaView>[] {
  return [
    {
      label: "Schema",
      isHeader: true,
      cell: ({ id, title }) => (
        <a href={`${consolePath}/schemas/${toSegment(id)}`}>
          <ForeignText>{title}</ForeignText>
        </a>
      ),
    },
    { label: "Id", cell: ({ id }) => <ForeignText className="[overflow-wrap:anywhere]">{id}</ForeignText> },
    {
      label: "Signs in by",
      cell: ({ traits }) => (
        <ForeignText>
          {traits
            .filter(({ uses }) => uses.some((use) => use.startsWith("signs in")))
            .map(({ path }) => path)
            .join(", ") || "–"}
        </ForeignText>
      ),
    },
    { label: "Traits", isEnd: true, cell: ({ traits }) => traits.length },
  ];
}
