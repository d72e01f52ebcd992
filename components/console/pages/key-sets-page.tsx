/** The key sets that Hydra makes itself, and the way to any other. */

import type { ConsoleChrome } from "@/lib/console/context";
import { findSigning, type KeyView } from "@/lib/console/keys/view";
import { toSegment } from "@/lib/console/request/segment";
import { TextField } from "../parts/field";
import { Filters } from "../parts/filters";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";

interface KeySet {
  set: string;
  label: string;
  text: string;
  keys: readonly KeyView[];
}

interface KeySetsPageView {
  sets: readonly KeySet[];
  problem?: string;
  done?: string;
}

export function KeySetsPage({ context, view }: { context: ConsoleChrome; view: KeySetsPageView }) {
  return (
    <Shell
      context={context}
      title="Keys"
      place="/keys"
      lead="What Hydra signs with. Pages show public parts alone."
      done={view.done}
      hasErrors={view.problem !== undefined}
    >
      <Table
        caption="Key sets"
        columns={toColumns(context)}
        rows={view.sets}
        toKey={({ set }) => set}
        empty="There is no key set."
      />
      <Filters action={`${context.consolePath}/keys`} submit="Open">
        <TextField
          name="set"
          label="Another set, by its name"
          hint="Hydra lists no sets."
          problem={view.problem}
        />
      </Filters>
    </Shell>
  );
}

function toColumns({ consolePath }: ConsoleChrome): Column<KeySet>[] {
  return [
    {
      label: "Set",
      isHeader: true,
      cell: ({ set, label }) => (
        <>
          <a href={`${consolePath}/keys/${toSegment(set)}`}>{label}</a>
          <div className="text-sm text-muted [overflow-wrap:anywhere]">{set}</div>
        </>
      ),
    },
    { label: "For", cell: ({ text }) => text },
    {
      label: "Signs",
      cell: ({ keys }) => (keys.length > 0 ? (findSigning(keys)?.alg ?? "–") : "made when Hydra first signs"),
    },
    { label: "Keys", isEnd: true, cell: ({ keys }) => keys.length },
  ];
}
