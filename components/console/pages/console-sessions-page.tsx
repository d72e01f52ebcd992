/** Everybody's sessions, newest first as Kratos lists them. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { SessionRow } from "@/lib/console/sessions/view";
import { Badge } from "../parts/badge";
import { SelectField } from "../parts/field";
import { Filters } from "../parts/filters";
import { ForeignText } from "../parts/foreign-text";
import { Pager, type PagerView } from "../parts/pager";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { Time } from "../parts/time";

interface SessionsPageView {
  rows: readonly SessionRow[];
  /** `true`, `false` or `` for both. */
  active: string;
  pager: PagerView;
  done?: string;
}

const STATES = [
  { value: "", label: "All" },
  { value: "true", label: "Active" },
  { value: "false", label: "Ended" },
];

export function ConsoleSessionsPage({ context, view }: { context: ConsoleChrome; view: SessionsPageView }) {
  const path = `${context.consolePath}/sessions`;
  return (
    <Shell
      context={context}
      title="Sessions"
      place="/sessions"
      lead="Where people are signed in."
      done={view.done}
    >
      <Filters action={path} clearHref={view.active ? path : undefined}>
        <SelectField name="active" label="State" choices={STATES} defaultValue={view.active} />
      </Filters>
      <Table
        caption="Sessions"
        columns={toColumns(context)}
        rows={view.rows}
        toKey={({ id }) => id}
        empty={
          view.active
            ? "No session is like this. Clear the filter to see all."
            : "Nobody has signed in yet. Whoever does stands here, and can be signed out from here."
        }
        hasLiveFilter
      />
      <Pager view={view.pager} />
    </Shell>
  );
}

function toColumns({ consolePath }: ConsoleChrome): Column<SessionRow>[] {
  return [
    {
      label: "Person",
      isHeader: true,
      cell: ({ id, person }) => (
        <a href={`${consolePath}/sessions/${id}`}>
          <ForeignText>{person}</ForeignText>
        </a>
      ),
    },
    { label: "State", isObvious: true, cell: ({ isActive }) => <SessionState isActive={isActive} /> },
    { label: "Level", cell: ({ aal }) => aal },
    {
      label: "Device",
      cell: ({ device, ipAddress }) => (
        <ForeignText>{[device, ipAddress].filter(Boolean).join(" · ") || "–"}</ForeignText>
      ),
    },
    { label: "Signed in", cell: ({ authenticatedAt }) => <Time at={authenticatedAt} /> },
    { label: "Ends", cell: ({ expiresAt }) => <Time at={expiresAt} /> },
  ];
}

export function SessionState({ isActive }: { isActive: boolean }) {
  return isActive ? <Badge tone="good">active</Badge> : <Badge tone="plain">ended</Badge>;
}
