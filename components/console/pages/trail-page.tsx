/** Who did what, newest first; an act whose outcome nobody knows is as visible as one that succeeded. */

import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import type { DiffLine } from "@/lib/console/diff/to-diff";
import type { ExportFormView } from "@/lib/console/export/export-form";
import { RESULTS, type Result, type TrailAct } from "@/lib/console/trail/entry";
import { toNumberText } from "@/lib/i18n/formats";
import { Badge, type BadgeTone } from "../parts/badge";
import { DiffView } from "../parts/diff-view";
import { ExportButtons } from "../parts/export-buttons";
import { SelectField, TextField } from "../parts/field";
import { Filters } from "../parts/filters";
import { ForeignText } from "../parts/foreign-text";
import { Pager, type PagerView } from "../parts/pager";
import { Shell } from "../parts/shell";
import { Empty } from "../parts/table";
import { Time } from "../parts/time";

export interface TrailPageView {
  acts: readonly (TrailAct & { diff: readonly DiffLine[]; subjectHref?: string; note?: string })[];
  filters: { operation?: string; operator?: string; subject?: string; result?: string };
  operations: readonly string[];
  source: "redis" | "memory";
  /** Acts that Redis has not taken, and acts that the log alone has. */
  unkept: { waiting: number; lost: number };
  pager: PagerView;
  /** None where the role may not export. */
  exports: readonly ExportFormView[];
}

const STATES: Readonly<Record<Result | "open", { tone: BadgeTone; label: string }>> = {
  done: { tone: "good", label: "done" },
  refused: { tone: "bad", label: "refused" },
  "not-done": { tone: "bad", label: "not done" },
  partly: { tone: "bad", label: "done in part" },
  unknown: { tone: "notice", label: "outcome not known" },
  "broken-off": { tone: "bad", label: "broken off" },
  open: { tone: "notice", label: "no outcome recorded" },
};

export function TrailPage({ context, view }: { context: ConsoleChrome; view: TrailPageView }) {
  const { filters, operations, source, acts } = view;
  const path = `${context.consolePath}/trail`;
  const isFiltered = Object.values(filters).some(Boolean);
  const all = { value: "", label: "All" };
  return (
    <Shell
      context={context}
      title="Trail"
      place="/trail"
      lead={
        source === "redis"
          ? "What operators did, at every instance, as long as the configuration keeps it. The log is the record."
          : "What operators did at this process since it started: there is no Redis. The log is the record."
      }
      actions={<ExportButtons forms={view.exports} />}
    >
      <Filters action={path} clearHref={isFiltered ? path : undefined}>
        <SelectField
          name="operation"
          label="Operation"
          defaultValue={filters.operation}
          choices={[all, ...operations.map((name) => ({ value: name, label: name }))]}
        />
        <SelectField
          name="result"
          label="Outcome"
          defaultValue={filters.result}
          choices={[
            all,
            ...[...RESULTS, "open" as const].map((value) => ({ value, label: STATES[value].label })),
          ]}
        />
        <TextField name="operator" label="Operator" size={16} defaultValue={filters.operator} />
        <TextField name="subject" label="About (id)" size={16} defaultValue={filters.subject} />
      </Filters>
      <Unkept {...view.unkept} />
      <TrailList
        acts={acts}
        empty={
          isFiltered
            ? "Nothing like this is recorded. Clear the filter to see all."
            : "Nothing is recorded yet. What an operator does stands here from now on: who, what, why, and how it was before."
        }
      />
      <Pager view={view.pager} />
    </Shell>
  );
}

function Unkept({ waiting, lost }: TrailPageView["unkept"]) {
  if (waiting + lost === 0) return undefined;
  return (
    <Callout tone="error">
      {waiting > 0 && (
        <p>
          Redis takes no writes. What it should have of the trail ({toActs(waiting)}) is shown here by the
          process that answers, and by no other, until Redis takes it. If this process ends before, the log
          alone has it.
        </p>
      )}
      {lost > 0 && (
        <p>Redis took no writes for long: {toActs(lost)} of this process are not shown. The log has them.</p>
      )}
    </Callout>
  );
}

const toActs = (count: number) => `${toNumberText(count)} ${count === 1 ? "act" : "acts"}`;

interface TrailListProps {
  acts: TrailPageView["acts"];
  moreHref?: string;
  /** What stands there where there is none. */
  empty?: string;
}

/** Also on the page of a person or an app, with the acts about them. */
export function TrailList({
  acts,
  moreHref,
  empty = "No operator has done anything here yet.",
}: TrailListProps) {
  const more = moreHref && (
    <p className="mt-2">
      <a href={moreHref}>Older acts are in the trail</a>
    </p>
  );
  if (acts.length === 0) return more ?? <Empty>{empty}</Empty>;
  return (
    <>
      <ol className="grid divide-y divide-line rounded-card border border-line bg-panel">
        {acts.map((entry) => (
          <li key={entry.act} className="grid gap-1 px-4 py-3">
            <Act entry={entry} />
          </li>
        ))}
      </ol>
      {more}
    </>
  );
}

function Act({ entry }: { entry: TrailPageView["acts"][number] }) {
  const { operation, operator, subject, subjectHref, result, reason, error, at, diff, note } = entry;
  const { tone, label } = STATES[result ?? "open"];
  const id = <ForeignText>{subject.id}</ForeignText>;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Time at={at} />
        <strong className="font-semibold">{operation}</strong>
        <Badge tone={tone}>{label}</Badge>
        <span>
          by <ForeignText>{operator.name}</ForeignText>{" "}
          <span className="text-muted">
            ({operator.role}
            {operator.subject !== operator.name && (
              <>
                {", "}
                <ForeignText>{operator.subject}</ForeignText>
              </>
            )}
            )
          </span>
        </span>
      </p>
      <p className="text-muted">
        {subject.kind} {subjectHref ? <a href={subjectHref}>{id}</a> : id}
        {reason && (
          <>
            {" · "}
            <ForeignText>{reason}</ForeignText>
          </>
        )}
        {note && ` · ${note}`}
        {error && (
          <>
            {" · "}
            <ForeignText>{error}</ForeignText>
          </>
        )}
      </p>
      {diff.length > 0 && (
        <details>
          <summary className="min-h-8 content-center text-link">Before and after</summary>
          <DiffView lines={diff} label="Before and after" />
        </details>
      )}
    </>
  );
}
