/** What each server did, and what is shown once. */

import { Callout } from "@/components/controls/callout";
import type { ReceiptView } from "@/lib/console/act/receipt";
import { Badge, type BadgeTone } from "./badge";
import { Copy } from "./copy";
import { Facts } from "./facts";
import { ForeignText } from "./foreign-text";
import { Section } from "./section";
import { Time } from "./time";

const RESULTS = {
  done: { tone: "good", label: "done" },
  "nothing-to-do": { tone: "plain", label: "nothing to do" },
  failed: { tone: "bad", label: "failed" },
  unknown: { tone: "notice", label: "not known" },
} satisfies Record<ReceiptView["steps"][number]["result"], { tone: BadgeTone; label: string }>;

export function ReceiptDetails({ receipt }: { receipt: ReceiptView }) {
  const { steps, secrets, facts } = receipt;
  return (
    <>
      {secrets.length > 0 && (
        <Section id="secrets" title="Shown once">
          <Callout tone="info">
            This is not kept anywhere that you can read it again. Copy it now; a reload of this page shows it
            no more.
          </Callout>
          {secrets.map(({ label, value, hint }) => (
            <div key={label} className="grid gap-1">
              <h3 className="font-semibold">{label}</h3>
              <Copy value={value} label={label} />
              {hint && <p className="text-muted">{hint}</p>}
            </div>
          ))}
        </Section>
      )}
      {facts.length > 0 && (
        <Section id="facts" title="Details">
          <Facts facts={facts.map((fact) => ({ label: fact.label, value: toValue(fact) }))} />
        </Section>
      )}
      {steps.length > 0 && (
        <Section id="steps" title="What was done">
          <ol className="grid gap-2">
            {steps.map(({ label, result, detail }) => (
              <li key={label} className="flex items-baseline gap-x-3">
                <Badge tone={RESULTS[result].tone}>{RESULTS[result].label}</Badge>
                <span className="min-w-0">
                  <ForeignText>{label}</ForeignText>{" "}
                  {detail && <ForeignText className="text-muted">{detail}</ForeignText>}
                </span>
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  );
}

function toValue({ label, value, isTime, isToCopy }: ReceiptView["facts"][number]) {
  if (isTime) return <Time at={value} />;
  return isToCopy ? <Copy value={value} label={label} /> : value;
}
