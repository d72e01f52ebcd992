/** The OAuth2 clients, in the order that Hydra lists them. */

import { buttonClass } from "@/components/controls/button-class";
import type { ClientRow } from "@/lib/console/clients/view";
import type { ConsoleChrome } from "@/lib/console/context";
import { toSegment } from "@/lib/console/request/segment";
import { toShortName } from "@/lib/console/visible";
import { Badge } from "../parts/badge";
import { TextField } from "../parts/field";
import { Filters } from "../parts/filters";
import { ForeignText } from "../parts/foreign-text";
import { Pager, type PagerView } from "../parts/pager";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { Time } from "../parts/time";

interface ClientsPageView {
  rows: readonly ClientRow[];
  hasLeftOut?: boolean;
  name: string;
  owner: string;
  mayCreate: boolean;
  pager: PagerView;
  done?: string;
}

export function ClientsPage({ context, view }: { context: ConsoleChrome; view: ClientsPageView }) {
  const { rows, name, owner, mayCreate, pager, done } = view;
  const path = `${context.consolePath}/clients`;
  const isFiltered = Boolean(name || owner);
  return (
    <Shell
      context={context}
      title="Apps"
      place="/clients"
      lead="What people sign in to with this service: OAuth2 clients at Hydra."
      done={done}
      actions={
        mayCreate && (
          <a href={`${context.consolePath}/new-client`} className={buttonClass("primary", "auto")}>
            New app
          </a>
        )
      }
    >
      <Filters action={path} clearHref={isFiltered ? path : undefined}>
        <TextField name="name" type="search" label="Name, exactly" defaultValue={name} />
        <TextField name="owner" type="search" label="Owner, exactly" defaultValue={owner} />
      </Filters>
      <Table
        caption="Apps"
        columns={toColumns(context)}
        rows={rows}
        toKey={({ id }) => id}
        empty={toEmptyText(view, isFiltered)}
        hasLiveFilter
      />
      <Pager view={pager} />
    </Shell>
  );
}

function toEmptyText({ hasLeftOut, mayCreate, pager }: ClientsPageView, isFiltered: boolean): string {
  if (hasLeftOut)
    return `The app that stands here is larger than what is read (1 MB). Hydra's own command line tells its id, by which Find leads to it.${pager.nextHref ? " The others are on the next page." : ""}`;
  if (pager.startHref) return "There are no more apps.";
  if (isFiltered) return "No app is called so: Hydra compares whole names. Clear the filter to see all.";
  return mayCreate
    ? "There is no app yet. By New app you say where it runs, get its id and secret, and try its sign-in."
    : "There is no app yet. Somebody of a higher role registers the first.";
}

function toColumns({ consolePath }: ConsoleChrome): Column<ClientRow>[] {
  return [
    {
      label: "App",
      isHeader: true,
      cell: ({ id, name }) => (
        <a href={`${consolePath}/clients/${toSegment(id)}`}>
          <ForeignText>{name}</ForeignText>
        </a>
      ),
    },
    { label: "Proves itself", cell: ({ authMethod }) => <AuthMethod authMethod={authMethod} /> },
    {
      label: "Grants",
      cell: ({ grantTypes }) => (
        <ForeignText>{toShortName(grantTypes.map(toShortGrant).join(", ")) || "–"}</ForeignText>
      ),
    },
    { label: "Owner", cell: ({ owner }) => <ForeignText>{owner ?? "–"}</ForeignText> },
    { label: "Created", cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}

/** `urn:ietf:params:oauth:grant-type:device_code` says nothing more than its end. */
function toShortGrant(grant: string): string {
  return grant.replace(/^urn:ietf:params:oauth:grant-type:/, "");
}

export function AuthMethod({ authMethod }: { authMethod: string }) {
  return authMethod === "none" ? (
    <Badge tone="notice">no secret</Badge>
  ) : (
    <Badge tone="plain">{authMethod.startsWith("client_secret") ? "secret" : authMethod}</Badge>
  );
}
