/** One person: account, ways to sign in, addresses, sessions, and what operators did. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { DiffLine } from "@/lib/console/diff/to-diff";
import type { FormProblems } from "@/lib/console/forms/form";
import type { GrantView } from "@/lib/console/grants/view";
import { toCredentialName, toCredentialNote } from "@/lib/console/identities/credential-names";
import type { IdentityDetails, IdentityForms } from "@/lib/console/identities/view";
import type { SessionRow } from "@/lib/console/sessions/view";
import { toTraitLines } from "@/lib/console/traits/to-lines";
import { Badge } from "../parts/badge";
import { Copy } from "../parts/copy";
import { Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { JsonView } from "../parts/json-view";
import { Pager, type PagerView } from "../parts/pager";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Empty } from "../parts/table";
import { Time } from "../parts/time";
import { TraitFacts } from "../parts/trait-facts";
import { SessionState } from "./console-sessions-page";
import { GrantList } from "./grant-list";
import { IdentityState } from "./identities-page";
import { IdentityActs } from "./identity-acts";
import { TrailList, type TrailPageView } from "./trail-page";

interface GrantsView {
  apps: readonly GrantView[];
  /** There may be apps that were let in longer ago. */
  hasMore: boolean;
  /** There are consents that are too large to be read. */
  hasLeftOut?: boolean;
}

interface IdentityPageView {
  identity: IdentityDetails;
  sessions: readonly SessionRow[];
  sessionsPager: PagerView;
  /** Absent without Hydra, or where Hydra did not answer: `isGrantsUnknown` tells which. */
  grants?: GrantsView;
  isGrantsUnknown?: boolean;
  acts: TrailPageView["acts"];
  /** Of the whole trail about it, where there is more of it. */
  trailHref?: string;
  forms: IdentityForms;
  /** Why less is offered than for other accounts. */
  notOffered?: string;
  problems: FormProblems;
  /** What a form would change that was looked at. */
  difference?: readonly DiffLine[];
  done?: string;
  json: unknown;
}

export function IdentityPage({ context, view }: { context: ConsoleChrome; view: IdentityPageView }) {
  const { identity, sessions, acts, forms, problems, difference } = view;
  return (
    <Shell
      context={context}
      title={identity.person}
      heading={<ForeignText>{identity.person}</ForeignText>}
      place="/identities"
      back={{ href: `${context.consolePath}/identities`, label: "Identities" }}
      done={view.done}
      problems={problems}
    >
      <Account
        identity={identity}
        moveHref={forms.edit && `${context.consolePath}/identities/${identity.id}/schema`}
      />
      <Credentials identity={identity} />
      <Addresses identity={identity} consolePath={context.consolePath} />
      <Sessions consolePath={context.consolePath} sessions={sessions} pager={view.sessionsPager} />
      {(view.grants || view.isGrantsUnknown) && <Grants grants={view.grants} />}
      <IdentityActs
        identity={identity}
        grants={view.grants?.apps ?? []}
        hasMoreGrants={view.grants?.hasLeftOut || view.grants?.hasMore || false}
        forms={forms}
        problems={problems}
        difference={difference}
        notOffered={view.notOffered}
      />
      <Section id="trail" title="What operators did">
        <TrailList acts={acts} moreHref={view.trailHref} />
      </Section>
      <JsonView value={view.json} label="As Kratos has it, without secrets" />
    </Shell>
  );
}

function Account({ identity, moveHref }: { identity: IdentityDetails; moveHref?: string }) {
  const { id, externalId, schema, isActive, createdAt, updatedAt, stateChangedAt, traits } = identity;
  return (
    <Section id="account" title="Account" aside={<IdentityState isActive={isActive} />}>
      <Facts
        facts={[
          { label: "Id", value: <Copy value={id} label="id" /> },
          ...(externalId
            ? [{ label: "Id at another system", value: <ForeignText>{externalId}</ForeignText> }]
            : []),
          {
            label: "Schema",
            value: (
              <>
                <ForeignText>{schema}</ForeignText> {moveHref && <a href={moveHref}>Move to another</a>}
              </>
            ),
          },
          { label: "Created", value: <Time at={createdAt} /> },
          { label: "Changed", value: <Time at={updatedAt} /> },
          { label: "State since", value: <Time at={stateChangedAt} /> },
        ]}
      />
      <TraitFacts lines={toTraitLines(traits)} traits={traits} />
    </Section>
  );
}

function Credentials({ identity: { credentials } }: { identity: IdentityDetails }) {
  return (
    <Section id="credentials" title="Ways to sign in">
      {credentials.length === 0 ? (
        <Empty>There is none: only a recovery leads in.</Empty>
      ) : (
        <ul className="grid gap-2">
          {credentials.map((credential) => (
            <Credential key={credential.type} credential={credential} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Credential({ credential }: { credential: IdentityDetails["credentials"][number] }) {
  const { type, identifiers, createdAt } = credential;
  const note = toCredentialNote(type);
  return (
    <li>
      <strong className="font-semibold">{toCredentialName(type)}</strong>{" "}
      <ForeignText>{identifiers.join(", ")}</ForeignText>
      {createdAt && (
        <span className="text-muted">
          {" · since "}
          <Time at={createdAt} />
        </span>
      )}
      {note && <span className="block text-sm text-muted">{note}</span>}
    </li>
  );
}

function Addresses({ identity, consolePath }: { identity: IdentityDetails; consolePath: string }) {
  const { addresses, recoveryAddresses } = identity;
  return (
    <Section id="addresses" title="Addresses">
      {addresses.length === 0 ? (
        <Empty>There is none that could be verified.</Empty>
      ) : (
        <ul className="grid gap-1">
          {addresses.map(({ value, via, isVerified, verifiedAt }) => (
            <li key={`${via} ${value}`} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <ForeignText>{value}</ForeignText>
              <Badge tone={isVerified ? "good" : "notice"}>{isVerified ? "verified" : "not verified"}</Badge>
              {verifiedAt && <Time at={verifiedAt} />}
              <a href={`${consolePath}/messages?recipient=${encodeURIComponent(value)}`} className="min-h-6">
                Mail sent there
              </a>
            </li>
          ))}
        </ul>
      )}
      <p className="text-muted">
        {recoveryAddresses.length > 0 ? (
          <>
            Recovery goes to <ForeignText>{recoveryAddresses.join(", ")}</ForeignText>.
          </>
        ) : (
          "There is no address for a recovery."
        )}
      </p>
    </Section>
  );
}

function Sessions(props: { consolePath: string; sessions: readonly SessionRow[]; pager: PagerView }) {
  const { consolePath, sessions, pager } = props;
  return (
    <Section id="sessions" title="Sessions">
      {sessions.length === 0 ? (
        <Empty>{pager.startHref ? "There are no older ones." : "They are signed in nowhere."}</Empty>
      ) : (
        <ul className="grid gap-1">
          {sessions.map(({ id, isActive, device, ipAddress, authenticatedAt }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-3">
              <SessionState isActive={isActive} />
              <a href={`${consolePath}/sessions/${id}`}>
                <ForeignText>{[device, ipAddress].filter(Boolean).join(" · ") || id}</ForeignText>
              </a>
              <Time at={authenticatedAt} />
            </li>
          ))}
        </ul>
      )}
      <Pager view={pager} label="Pages of sessions" />
    </Section>
  );
}

function Grants({ grants }: { grants?: GrantsView }) {
  return (
    <Section id="grants" title="Apps">
      {!grants && <Empty>Hydra did not answer: what apps have of this person is not known right now.</Empty>}
      {grants?.apps.length === 0 && !grants.hasLeftOut && (
        <Empty>They let no app in, or every app is let in without asking.</Empty>
      )}
      <GrantList apps={grants?.apps ?? []} />
      {grants?.hasMore && (
        <p className="text-muted">
          These are the apps of the newest consents: there may be more that were let in longer ago. “Block
          everywhere” takes the grants of all of them away.
        </p>
      )}
      {grants?.hasLeftOut && (
        <p className="font-semibold">
          A grant is missing here: its app wrote so much into its own settings that it cannot be listed.
          Taking every app’s grant away takes it too.
        </p>
      )}
    </Section>
  );
}
