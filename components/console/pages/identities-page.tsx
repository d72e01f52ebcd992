/** Everybody's accounts, in the order that Kratos lists them. */

import { buttonClass } from "@/components/controls/button-class";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ExportFormView } from "@/lib/console/export/export-form";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { CONFIRM_ABOVE } from "@/lib/console/identities/bulk";
import type { IdentityFilter } from "@/lib/console/identities/identity-filter";
import type { IdentityRow } from "@/lib/console/identities/view";
import { toNumberText } from "@/lib/i18n/formats";
import { ActForm, bindFields, ConfirmField, Fold, ReasonField, toOwnProblems } from "../parts/act-form";
import { Badge } from "../parts/badge";
import { ExportButtons } from "../parts/export-buttons";
import { SelectField, TextField } from "../parts/field";
import { Filters } from "../parts/filters";
import { ForeignText } from "../parts/foreign-text";
import { Pager, type PagerView } from "../parts/pager";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { Time } from "../parts/time";

interface IdentitiesPageView {
  rows: readonly IdentityRow[];
  filter: IdentityFilter;
  match: "exact" | "similar";
  /** Ids to choose from. */
  schemas?: readonly string[];
  /** How many accounts were looked at for these rows, where Kratos cannot filter. */
  lookedAt?: number;
  mayCreate?: boolean;
  importHref?: string;
  /** Of those whom the list finds. */
  exports?: readonly ExportFormView[];
  /** What can be done to those who are chosen; absent where the role may do nothing. */
  bulk?: BulkView;
  problems: FormProblems;
  pager: PagerView;
  done?: string;
}

interface BulkView {
  form: ActFormView;
  /** For everybody whom the list finds. */
  all?: ActFormView;
  choices: readonly { value: string; label: string }[];
}

const BULK_ID = "bulk";

const MATCHES = [
  { value: "similar", label: "Begins with" },
  { value: "exact", label: "Is exactly" },
];

const ANY = { value: "", label: "Any" };

const STATES = [ANY, { value: "active", label: "Active" }, { value: "blocked", label: "Blocked" }];

const VERIFIED = [ANY, { value: "some", label: "Has one" }, { value: "none", label: "Has none" }];

interface IdentitiesPageProps {
  context: ConsoleChrome;
  view: IdentitiesPageView;
}

export function IdentitiesPage({ context, view }: IdentitiesPageProps) {
  const { rows, pager } = view;
  return (
    <Shell
      context={context}
      title="Identities"
      place="/identities"
      lead="The people who have an account."
      done={view.done}
      problems={view.problems}
      actions={<WaysToMore context={context} view={view} />}
    >
      <FindThem context={context} view={view} />
      {view.lookedAt !== undefined && <p className="text-muted">{toLookedAt(view, view.lookedAt)}</p>}
      <Table
        caption="Identities"
        columns={toColumns(context)}
        rows={rows}
        toKey={({ id }) => id}
        empty={toNobody(view)}
        hasLiveFilter
        choice={
          view.bulk && {
            formId: BULK_ID,
            toValue: ({ id }) => id,
            toLabel: ({ person }) => person,
            chosen: view.problems.typed.id?.split("\n") ?? [],
          }
        }
      />
      <Pager view={pager} />
      {(rows.length > 0 || pager.nextHref) && view.exports && <ExportButtons forms={view.exports} />}
      {view.bulk && rows.length > 0 && <Bulk {...view.bulk} problems={view.problems} />}
    </Shell>
  );
}

function FindThem({ context, view: { filter, match, schemas = [] } }: IdentitiesPageProps) {
  const path = `${context.consolePath}/identities`;
  const { only = {} } = filter;
  const isFiltered = filter.kind !== "all" || filter.only !== undefined;
  const known = new Set([...schemas, ...(only.schema ? [only.schema] : [])]);
  return (
    <Filters action={path} clearHref={isFiltered ? path : undefined}>
      <SelectField name="match" label="Match" choices={MATCHES} defaultValue={match} />
      <TextField
        name="identifier"
        type="search"
        label="Signs in with"
        placeholder="ada@example.org"
        defaultValue={filter.kind === "all" ? "" : filter.identifier}
      />
      <SelectField name="state" label="State" choices={STATES} defaultValue={only.state} />
      <SelectField name="verified" label="Verified address" choices={VERIFIED} defaultValue={only.verified} />
      {(known.size > 1 || only.schema) && (
        <SelectField
          name="schema"
          label="Schema"
          choices={[ANY, ...[...known].map((id) => ({ value: id, label: id }))]}
          defaultValue={only.schema}
        />
      )}
    </Filters>
  );
}

function toLookedAt({ rows, pager }: IdentitiesPageView, lookedAt: number): string {
  const counted = `${rows.length} of the ${toNumberText(lookedAt)} accounts that were looked at`;
  return `${counted}: Kratos cannot filter by this.${pager.nextHref ? " The next page looks at more." : ""}`;
}

function toNobody(view: IdentitiesPageView): string {
  const { filter, pager } = view;
  // Pages before this one may have found somebody.
  if (filter.only) return pager.nextHref || pager.startHref ? "None of these." : "There are none.";
  return filter.kind === "all"
    ? toNobodyYet(view)
    : "Nobody signs in with this. Kratos looks at passwords, codes, WebAuthn and social sign-in, not at a passkey alone.";
}

function toNobodyYet({ mayCreate, importHref }: IdentitiesPageView): string {
  const begin = "There is no account yet. People make theirs by signing up";
  if (mayCreate && importHref)
    return `${begin}; by New account you make one for somebody, by Import many from a file.`;
  return mayCreate ? `${begin}; by New account you make one for somebody.` : `${begin}.`;
}

function WaysToMore({ context, view }: IdentitiesPageProps) {
  return (
    <>
      {view.importHref && (
        <a href={view.importHref} className={buttonClass("secondary", "auto")}>
          Import
        </a>
      )}
      {view.mayCreate && (
        <a href={`${context.consolePath}/new-identity`} className={buttonClass("primary", "auto")}>
          New account
        </a>
      )}
    </>
  );
}

function toColumns({ consolePath }: ConsoleChrome): Column<IdentityRow>[] {
  return [
    {
      label: "Person",
      isHeader: true,
      cell: ({ id, person }) => (
        <a href={`${consolePath}/identities/${id}`}>
          <ForeignText>{person}</ForeignText>
        </a>
      ),
    },
    {
      label: "State",
      isObvious: true,
      cell: ({ isActive }) => (isActive === undefined ? "–" : <IdentityState isActive={isActive} />),
    },
    { label: "Schema", isMinor: true, cell: ({ schema }) => <ForeignText>{schema}</ForeignText> },
    { label: "Created", cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}

export function IdentityState({ isActive }: { isActive: boolean }) {
  return isActive ? <Badge tone="good">active</Badge> : <Badge tone="bad">blocked</Badge>;
}

function Bulk({ form, all, choices, problems }: BulkView & { problems: FormProblems }) {
  const own = toOwnProblems(form, problems);
  const of = bindFields(form, problems);
  return (
    <Section
      id="acts"
      title="With those who are chosen"
      aside={<span className="text-muted">Nothing is done to anybody else.</span>}
    >
      <ActForm form={form} problems={problems} submit="Do it" look="danger" selectionId={BULK_ID}>
        <p className="text-muted">
          <span data-selected-count="">Choose rows above, on this page.</span>
        </p>
        {own?.fields.id && (
          <p data-wrong={own.fields.id} className="font-semibold text-danger">
            {own.fields.id}
          </p>
        )}
        <SelectField {...of("act")} label="What to do" choices={choices} idPrefix={BULK_ID} />
        <ReasonField form={form} problems={problems} />
        <TextField
          {...of("confirm")}
          label="How many"
          hint={`Where more than ${CONFIRM_ABOVE} are chosen: type how many they are.`}
          inputMode="numeric"
          idPrefix={BULK_ID}
        />
      </ActForm>
      {all && <BulkAll form={all} choices={choices} problems={problems} />}
    </Section>
  );
}

interface BulkAllProps {
  form: ActFormView;
  choices: BulkView["choices"];
  problems: FormProblems;
}

function BulkAll({ form, choices, problems }: BulkAllProps) {
  const own = toOwnProblems(form, problems);
  const of = bindFields(form, problems);
  return (
    <Fold label="With everybody whom this list finds" isOpen={own !== undefined}>
      <p className="text-muted">
        On all pages, not this one alone. It takes its time, can be watched and stopped, and leaves out your
        own account and those of higher roles.
      </p>
      <ActForm form={form} problems={problems} submit="Prepare it" look="danger">
        <SelectField {...of("act")} label="What to do" choices={choices} />
        <ReasonField form={form} problems={problems} />
        <ConfirmField form={form} problems={problems} word="everybody" />
      </ActForm>
    </Fold>
  );
}
