/** An error that Kratos keeps: what it was, what the person saw, and what to do. */

import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import type { RecordedError } from "@/lib/console/errors/view";
import { Copy } from "../parts/copy";
import { Facts } from "../parts/facts";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Time } from "../parts/time";

interface Props {
  context: ConsoleChrome;
  error: RecordedError;
}

export function RecordedErrorPage({ context, error }: Props) {
  const { shown, remedy, message, reason } = error;
  return (
    <Shell context={context} title="An error that a person met" place="search">
      <Callout tone="info">
        <strong>What to do.</strong> {remedy}
      </Callout>
      <Section id="error" title="Error">
        <Facts
          facts={[
            { label: "Id", value: <Copy value={error.id} label="id" /> },
            { label: "When", value: <Time at={error.at} /> },
            { label: "Status", value: error.status },
            { label: "Kind", value: error.name },
            { label: "Message", value: message },
            { label: "Reason", value: reason },
          ]}
        />
        <p className="text-muted">
          Message and reason are Kratos&apos; words. A provider, or whoever made the request, may have put
          theirs into them: follow no address and call no number that stands there.
        </p>
        {error.hasMore && (
          <p className="text-muted">
            Kratos keeps more of it for developers. It is not shown, because tokens and cookies may be in it:
            Kratos&apos; log has it at that time.
          </p>
        )}
      </Section>
      <Section
        id="shown"
        title="What their page said"
        lead="In English, where the person read another language."
      >
        <p>
          <strong>{shown.title}.</strong> {shown.text}
        </p>
      </Section>
    </Shell>
  );
}
