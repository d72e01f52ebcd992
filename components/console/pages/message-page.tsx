/** One message: what became of it, why, and what to do. */

import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import type { MessageDetails } from "@/lib/console/messages/view";
import { Badge } from "../parts/badge";
import { Copy } from "../parts/copy";
import { Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Empty } from "../parts/table";
import { Time } from "../parts/time";
import { MessageState } from "./messages-page";

interface Props {
  context: ConsoleChrome;
  message: MessageDetails;
  /** Who has this address. */
  personHref: string;
}

export function MessagePage({ context, message, personHref }: Props) {
  const { recipient, cause, meaning, dispatches } = message;
  return (
    <Shell
      context={context}
      title={`Message to ${recipient}`}
      heading={
        <>
          Message to <ForeignText>{recipient}</ForeignText>
        </>
      }
      place="/messages"
      back={{ href: `${context.consolePath}/messages`, label: "Mail and SMS" }}
    >
      {cause && (
        <Callout tone="error">
          <strong>{cause.title}.</strong> {cause.remedy}
        </Callout>
      )}
      <Section id="message" title="Message" lead={meaning} aside={<MessageState status={message.status} />}>
        <Facts
          facts={[
            { label: "Id", value: <Copy value={message.id} label="id" /> },
            {
              label: "Recipient",
              value: (
                <a href={personHref}>
                  <ForeignText>{recipient}</ForeignText>
                </a>
              ),
            },
            { label: "Subject", value: <ForeignText>{message.subject}</ForeignText> },
            { label: "Template", value: message.template },
            { label: "Channel", value: message.channel },
            { label: "Made", value: <Time at={message.createdAt} /> },
            { label: "Changed", value: <Time at={message.updatedAt} /> },
          ]}
        />
        <p className="text-muted">What was in it is not shown: it holds codes that sign people in.</p>
      </Section>
      <Section id="attempts" title="Attempts">
        {dispatches.length === 0 && <Empty>None is recorded yet.</Empty>}
        <ol className="grid gap-2">
          {dispatches.map(({ id, isSuccess, recorded, createdAt }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-3">
              <Time at={createdAt} />
              <Badge tone={isSuccess ? "good" : "bad"}>{isSuccess ? "handed over" : "failed"}</Badge>
              {recorded && (
                <ForeignText className="min-w-0 font-mono text-sm break-words">{recorded}</ForeignText>
              )}
            </li>
          ))}
        </ol>
      </Section>
    </Shell>
  );
}
