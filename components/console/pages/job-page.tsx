/** A long act: how far it is, what did not work, and how it is begun, stopped and carried on. */

import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { groupRows } from "@/lib/console/jobs/group-rows";
import { type Job, type RowResult, toFirstAndLast } from "@/lib/console/jobs/job";
import { toNumberText } from "@/lib/i18n/formats";
import { ActForm, ConfirmField, ReasonField } from "../parts/act-form";
import { Badge, type BadgeTone } from "../parts/badge";
import { ExportButtons } from "../parts/export-buttons";
import { Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { type Reread, Shell } from "../parts/shell";
import { Table } from "../parts/table";
import { Time } from "../parts/time";

interface JobPageView {
  job: Job;
  /** Somebody works on it now. */
  isRunning: boolean;
  reread?: Reread;
  /** Those that did not work, as far as they are looked through. */
  rows: readonly RowResult[];
  /** Asks for all of them, as a file. */
  results?: ActFormView;
  start?: ActFormView;
  /** To type before it begins. */
  word?: string;
  stop?: ActFormView;
  problems: FormProblems;
  done?: string;
}

/** Rows that are drawn; the file has all. */
const ROW_COUNT = 100;

export function JobPage({ context, view }: { context: ConsoleChrome; view: JobPageView }) {
  const { job, problems } = view;
  const shown = toFirstAndLast(groupRows(view.rows), ROW_COUNT);
  return (
    <Shell
      context={context}
      // Said by the tab that somebody left, and read out once its end has the page read anew.
      title={`${job.title}: ${toState(job.state, view.isRunning).label}`}
      heading={<ForeignText>{job.title}</ForeignText>}
      place="/identities"
      back={
        job.kind === "import"
          ? { href: `${context.consolePath}/import`, label: "Import people" }
          : { href: `${context.consolePath}/identities`, label: "Identities" }
      }
      done={view.done}
      problems={problems}
      reread={view.reread}
    >
      {job.problem && (
        <div role="alert">
          <Callout tone="error">{job.problem}</Callout>
        </div>
      )}
      {job.state === "ready" && job.total === 0 && (
        <Callout tone="info">
          No row fits, so there is nothing to begin. Correct the file by the reasons below, then{" "}
          <a href={`${context.consolePath}/import`}>check it again</a>.
        </Callout>
      )}
      <Progress view={view} />
      <Controls view={view} />
      <Section
        id="results"
        isLive
        title={isCheckedFile(job) ? "What does not fit" : "What did not work"}
        aside={view.results && <ExportButtons forms={[{ ...view.results, label: "Every row, as CSV" }]} />}
      >
        <Table
          caption="Rows that did not work"
          columns={[
            { label: "Row", isHeader: true, cell: ({ label }) => <ForeignText>{label}</ForeignText> },
            { label: "Result", cell: ({ result }) => result.replaceAll("-", " ") },
            { label: "Why", cell: ({ detail }) => <ForeignText>{detail ?? "–"}</ForeignText> },
          ]}
          rows={shown}
          toKey={({ label }) => label}
          empty={job.failed > 0 ? "None of the rows that are looked through here." : "Nothing, so far."}
        />
        {job.failed > shown.length && <p className="text-muted">The file has the others.</p>}
      </Section>
    </Shell>
  );
}

const STATES = {
  ready: { tone: "notice", label: "not begun" },
  running: { tone: "good", label: "under way" },
  interrupted: { tone: "bad", label: "interrupted" },
  stopped: { tone: "notice", label: "stopped" },
  paused: { tone: "notice", label: "paused" },
  finished: { tone: "plain", label: "finished" },
} satisfies Record<Job["state"] | "interrupted", { tone: BadgeTone; label: string }>;

function toState(state: Job["state"], isRunning: boolean) {
  return STATES[state === "running" && !isRunning ? "interrupted" : state];
}

/** @param isRunning somebody works on it now */
export function JobState({ state, isRunning }: { state: Job["state"]; isRunning: boolean }) {
  const { tone, label } = toState(state, isRunning);
  return <Badge tone={tone}>{label}</Badge>;
}

function Progress({ view: { job, isRunning } }: { view: JobPageView }) {
  const state = <JobState state={job.state} isRunning={isRunning} />;
  return (
    <Section id="progress" title="Progress" aside={state} isLive>
      {job.total !== undefined && (
        <progress aria-label="Rows that are done" max={job.total} value={job.done} className="h-3 w-full" />
      )}
      <Facts
        facts={[
          { label: "Done", value: toDone(job) },
          { label: isCheckedFile(job) ? "Do not fit" : "Did not work", value: toNumberText(job.failed) },
          { label: "By", value: <ForeignText>{job.by}</ForeignText> },
          ...(job.carriedBy && job.carriedBy !== job.by
            ? [{ label: "Carried on by", value: <ForeignText>{job.carriedBy}</ForeignText> }]
            : []),
          { label: "Since", value: <Time at={new Date(job.createdAt).toISOString()} /> },
        ]}
      />
    </Section>
  );
}

/** What has not begun and failed already are rows that a check refused. */
const isCheckedFile = ({ kind, state }: Job) => kind === "import" && state === "ready";

function toDone({ done, total }: Job): string {
  return total === undefined ? toNumberText(done) : `${toNumberText(done)} of ${toNumberText(total)}`;
}

function Controls({ view: { job, word, start, stop, problems } }: { view: JobPageView }) {
  if (!start && !stop) return null;
  const isReady = job.state === "ready";
  return (
    <Section id="acts" title={stop ? "Stop" : isReady ? "Begin" : "Carry on"}>
      {stop && (
        <ActForm form={stop} problems={problems} submit="Stop it" look="danger">
          <p className="text-muted">It stops after the rows that it is at, and can be carried on.</p>
        </ActForm>
      )}
      {start && (
        <ActForm form={start} problems={problems} submit={isReady ? "Begin" : "Carry on"} look="danger">
          <ReasonField form={start} problems={problems} />
          {word !== undefined && <ConfirmField form={start} problems={problems} word={word} />}
        </ActForm>
      )}
    </Section>
  );
}
