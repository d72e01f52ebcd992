/** Everybody's accounts, in the order that Kratos lists them. */

import { buttonClass } from "@/components/controls/button-class";
import type { ConsoleChrome } from "@/lib/console/context";
import type { IdentityRow } from "@/lib/console/identities/view";
import { Badge } from "../parts/badge";
import { SelectField, TextField } from "../parts/field";
import { Filters } from "../parts/filters";
import { Pager, type PagerView } from "../parts/pager";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { Time } from "../parts/time";

interface IdentitiesPageView {
  rows: readonly IdentityRow[];
  identifier: string;
  match: "exact" | "similar";
  mayCreate?: boolean;
  pager: PagerView;
}

const MATCHES = [
  { value: "similar", label: "Begins with" },
  { value: "exact", label: "Is exactly" },
];

export function IdentitiesPage({ context, view }: { context: ConsoleChrome; view: IdentitiesPageView }) {
  const { rows, identifier, match, pager } = view;
  const path = `${context.consolePath}/identities`;
  return (
    <Shell
      context={context}
      title="Identities"
      place="/identities"
      lead="The people who have an account."
      actions={
        view.mayCreate && (
          <a href={`${context.consolePath}/new-identity`} className={buttonClass("primary", "auto")}>
            New account
          </a>
        )
      }
    >
      <Filters action={path} clearHref={identifier ? path : undefined}>
        <SelectField name="match" label="Match" choices={MATCHES} value={match} />
        <TextField
          name="identifier"
          type="search"
          label="Signs in with"
          placeholder="ada@example.org"
          defaultValue={identifier}
        />
      </Filters>
      <Table
        caption="Identities"
        columns={toColumns(context)}
        rows={rows}
        toKey={({ id }) => id}
        empty={
          identifier
            ? "Nobody signs in with this. Kratos looks at passwords, codes, WebAuthn and social sign-in, not at a passkey alone."
            : "There is no account yet."
        }
        hasLiveFilter
      />
      <Pager view={pager} />
    </Shell>
  );
}

function toColumns({ consolePath }: ConsoleChrome): Column<IdentityRow>[] {
  return [
    {
      label: "Person",
      isHeader: true,
      cell: ({ id, person }) => (
        <a href={`${consolePath}/identities/${id}`}>
          <bdi>{person}</bdi>
        </a>
      ),
    },
    { label: "State", cell: ({ isActive }) => <IdentityState isActive={isActive} /> },
    { label: "Schema", cell: ({ schema }) => <bdi>{schema}</bdi> },
    { label: "Created", cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}

export function IdentityState({ isActive }: { isActive: boolean }) {
  return isActive ? <Badge tone="good">active</Badge> : <Badge tone="bad">blocked</Badge>;
}
