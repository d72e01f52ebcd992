/** One trusted issuer, and the end of that trust. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { IssuerView } from "@/lib/console/issuers/view";
import { ActForm, ConfirmField, Fold, ReasonField } from "../parts/act-form";
import { Badge } from "../parts/badge";
import { Copy } from "../parts/copy";
import { Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { JsonView } from "../parts/json-view";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Time } from "../parts/time";
import { IssuerSubject } from "./issuers-page";

interface IssuerPageView {
  issuer: IssuerView;
  isExpired: boolean;
  form?: ActFormView;
  problems: FormProblems;
  done?: string;
  json: unknown;
}

export function IssuerPage({ context, view }: { context: ConsoleChrome; view: IssuerPageView }) {
  const { issuer, isExpired, form, problems } = view;
  return (
    <Shell
      context={context}
      title={issuer.issuer}
      heading={<ForeignText className="[overflow-wrap:anywhere]">{issuer.issuer}</ForeignText>}
      place="/issuers"
      back={{ href: `${context.consolePath}/issuers`, label: "Trusted issuers" }}
      done={view.done}
      problems={problems}
    >
      <Section
        id="issuer"
        title="Trust"
        aside={isExpired ? <Badge tone="plain">ended</Badge> : <Badge tone="good">trusted</Badge>}
      >
        <Facts
          facts={[
            { label: "Id", value: <Copy value={issuer.id} label="id" /> },
            { label: "Speaks for", value: <IssuerSubject issuer={issuer} /> },
            { label: "Scopes", value: <ForeignText>{issuer.scopes.join(" ")}</ForeignText> },
            { label: "Key", value: <ForeignText>{issuer.kid}</ForeignText> },
            { label: "Since", value: <Time at={issuer.createdAt} /> },
            { label: "Ends", value: <Time at={issuer.expiresAt} /> },
          ]}
        />
        <p className="text-muted">Hydra changes no trust: end this one and trust the issuer anew.</p>
      </Section>
      {form && (
        <Section id="acts" title="Change">
          <Fold label="Trust it no longer" isOpen={problems.operation === "issuer.delete"}>
            <p className="text-muted">
              It gets no new tokens. Access tokens that it has work until they expire.
            </p>
            <ActForm form={form} problems={problems} submit="Trust it no longer" look="danger">
              <ReasonField form={form} problems={problems} />
              <ConfirmField form={form} problems={problems} word="delete" />
            </ActForm>
          </Fold>
        </Section>
      )}
      <JsonView value={view.json} label="As Hydra has it" />
    </Shell>
  );
}
