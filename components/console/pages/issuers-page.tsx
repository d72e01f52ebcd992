/** Whose signed assertions Hydra changes into access tokens, and the form that trusts one more. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { IssuerView } from "@/lib/console/issuers/view";
import { Act } from "../parts/act";
import { bindFields, toOwnProblems } from "../parts/act-form";
import { Badge } from "../parts/badge";
import { CheckField } from "../parts/check-field";
import { SelectField, TextArea, TextField } from "../parts/field";
import { Filters } from "../parts/filters";
import { ForeignText } from "../parts/foreign-text";
import { Pager, type PagerView } from "../parts/pager";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { Time } from "../parts/time";

type Row = IssuerView & { isExpired: boolean };

interface IssuersPageView {
  rows: readonly Row[];
  issuer: string;
  form?: ActFormView;
  problems: FormProblems;
  pager: PagerView;
  done?: string;
}

export function IssuersPage({ context, view }: { context: ConsoleChrome; view: IssuersPageView }) {
  const { rows, issuer, form, problems } = view;
  const path = `${context.consolePath}/issuers`;
  return (
    <Shell
      context={context}
      title="Trusted issuers"
      place="/issuers"
      lead="Whoever signs an assertion with one of these keys gets an access token for it, without a person (jwt-bearer)."
      done={view.done}
      problems={problems}
    >
      <Filters action={path} clearHref={issuer ? path : undefined}>
        <TextField name="issuer" type="search" label="Issuer, exactly" defaultValue={issuer} />
      </Filters>
      <Table
        caption="Trusted issuers"
        columns={toColumns(context)}
        rows={rows}
        toKey={({ id }) => id}
        empty={
          issuer
            ? "Nobody of this name is trusted. Clear the filter to see all."
            : "Nobody is trusted. That is as it should be until a service is to get tokens without a person, by assertions that it signs."
        }
        hasLiveFilter
      />
      <Pager view={view.pager} />
      {form && <TrustForm form={form} problems={problems} />}
    </Shell>
  );
}

function toColumns({ consolePath }: ConsoleChrome): Column<Row>[] {
  return [
    {
      label: "Issuer",
      isHeader: true,
      cell: ({ id, issuer }) => (
        <a href={`${consolePath}/issuers/${id}`}>
          <ForeignText className="[overflow-wrap:anywhere]">{issuer}</ForeignText>
        </a>
      ),
    },
    { label: "Speaks for", cell: (row) => <IssuerSubject issuer={row} /> },
    { label: "Scopes", cell: ({ scopes }) => <ForeignText>{scopes.join(" ") || "–"}</ForeignText> },
    {
      label: "Ends",
      cell: ({ expiresAt, isExpired }) => (
        <>
          <Time at={expiresAt} /> {isExpired && <Badge tone="plain">ended</Badge>}
        </>
      ),
    },
  ];
}

export function IssuerSubject({ issuer: { subject } }: { issuer: IssuerView }) {
  return subject ? <ForeignText>{subject}</ForeignText> : <Badge tone="notice">anybody</Badge>;
}

const DAYS = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
];

function TrustForm({ form, problems }: { form: ActFormView; problems: FormProblems }) {
  const own = toOwnProblems(form, problems);
  const of = bindFields(form, problems);
  return (
    <Section id="acts" title="Change">
      <Act
        form={form}
        problems={problems}
        label="Trust an issuer"
        submit="Trust it"
        look="danger"
        fields={
          <>
            <TextField {...of("issuer")} label="Issuer" hint="The iss of its assertions." required />
            <TextField {...of("subject")} label="Speaks for" hint="The sub of its assertions." />
            <CheckField
              name="any_subject"
              label="Speaks for anybody: who has this key can become any subject"
              isChecked={own?.typed.any_subject === "true"}
              idPrefix="issuer.create"
            />
            <TextField
              {...of("scope")}
              label="Scopes"
              hint="The most that its tokens may have; separated by spaces."
            />
            <TextArea
              {...of("jwk")}
              rows={6}
              label="Public key (JSON Web Key)"
              hint="With kty, kid and alg."
              required
            />
            <SelectField {...of("days")} label="Ends after" choices={DAYS} />
          </>
        }
      />
    </Section>
  );
}
