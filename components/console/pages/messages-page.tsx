/** Mail and SMS, newest first as Kratos lists them. */

import type { ConsoleChrome } from "@/lib/console/context";
import { type MessageRow, STATUSES } from "@/lib/console/messages/view";
import { Badge, type BadgeTone } from "../parts/badge";
import { SelectField, TextField } from "../parts/field";
import { Filters } from "../parts/filters";
import { ForeignText } from "../parts/foreign-text";
import { Pager, type PagerView } from "../parts/pager";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { Time } from "../parts/time";

interface MessagesPageView {
  rows: readonly MessageRow[];
  status: string;
  recipient: string;
  pager: PagerView;
}

const CHOICES = [{ value: "", label: "All" }, ...STATUSES.map((value) => ({ value, label: value }))];

export function MessagesPage({ context, view }: { context: ConsoleChrome; view: MessagesPageView }) {
  const { rows, status, recipient, pager } = view;
  const path = `${context.consolePath}/messages`;
  return (
    <Shell context={context} title="Mail and SMS" place="/messages" lead="What Kratos sent, or could not.">
      <Filters action={path} clearHref={status || recipient ? path : undefined}>
        <SelectField name="status" label="Status" choices={CHOICES} defaultValue={status} />
        <TextField name="recipient" type="search" label="Recipient" defaultValue={recipient} />
      </Filters>
      <Table
        caption="Messages"
        columns={toColumns(context)}
        rows={rows}
        toKey={({ id }) => id}
        empty={
          status
            ? `No message${recipient ? " to this recipient" : ""} has this status. Clear the filter to see all.`
            : recipient
              ? "Kratos knows of nothing that it sent to exactly this recipient. Look whether it is what the account has."
              : "Kratos has sent nothing yet. Every code and link that it sends stands here, with what became of it: recover an account of yours to try it."
        }
        hasLiveFilter
      />
      <Pager view={pager} />
    </Shell>
  );
}

function toColumns({ consolePath }: ConsoleChrome): Column<MessageRow>[] {
  return [
    {
      label: "Recipient",
      isHeader: true,
      cell: ({ id, recipient }) => (
        <a href={`${consolePath}/messages/${id}`}>
          <ForeignText>{recipient || id}</ForeignText>
        </a>
      ),
    },
    { label: "Status", isObvious: true, cell: ({ status }) => <MessageState status={status} /> },
    { label: "About", cell: ({ template }) => template.replaceAll("_", " ") },
    { label: "Attempts", cell: ({ attempts }) => attempts, isEnd: true },
    { label: "Made", cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}

const TONES: Readonly<Record<string, BadgeTone>> = { sent: "good", abandoned: "bad", queued: "notice" };

export function MessageState({ status }: { status: string }) {
  const tone = Object.hasOwn(TONES, status) ? TONES[status] : undefined;
  return <Badge tone={tone ?? "plain"}>{status === "sent" ? "handed over" : status}</Badge>;
}
