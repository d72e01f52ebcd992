/** One session: who, how, where, until when; ending and extending it. */

import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { toCredentialName } from "@/lib/console/identities/credential-names";
import type { SessionDetails } from "@/lib/console/sessions/view";
import { ActForm, ConfirmField, Fold, ReasonField } from "../parts/act-form";
import { Copy } from "../parts/copy";
import { Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { JsonView } from "../parts/json-view";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Empty } from "../parts/table";
import { Time } from "../parts/time";
import { SessionState } from "./console-sessions-page";
import { SessionApps, type SessionGrantsView } from "./session-grants";

interface SessionPageView {
  session: SessionDetails;
  /** Absent where the role, or the session's state, does not allow it. */
  forms: { end?: ActFormView; extend?: ActFormView; deleteAll?: ActFormView };
  /** Absent without Hydra, or where the role may not see it. */
  apps?: SessionGrantsView;
  problems: FormProblems;
  /** Kratos said yes to an extension and changed nothing. */
  isUnchanged: boolean;
  done?: string;
  json: unknown;
}

export function SessionPage({ context, view }: { context: ConsoleChrome; view: SessionPageView }) {
  const { session, isUnchanged } = view;
  return (
    <Shell
      context={context}
      title={`Session of ${session.person}`}
      heading={
        <>
          Session of <ForeignText>{session.person}</ForeignText>
        </>
      }
      place="/sessions"
      back={{ href: `${context.consolePath}/sessions`, label: "Sessions" }}
      done={isUnchanged ? undefined : view.done}
      problems={view.problems}
    >
      {isUnchanged && (
        <div role="status" tabIndex={-1} className="rounded-control">
          <Callout tone="info">
            Kratos answered that all is well, but the end has not moved: it extends a session only near its
            end (session.earliest_possible_extend).
          </Callout>
        </div>
      )}
      <SessionFacts context={context} session={session} />
      {view.apps && (
        <SessionApps
          view={view.apps}
          personHref={`${context.consolePath}/identities/${session.identityId}`}
          problems={view.problems}
        />
      )}
      <SessionForms view={view} />
      <JsonView value={view.json} label="As Kratos has it" />
    </Shell>
  );
}

function SessionFacts({ context, session }: { context: ConsoleChrome; session: SessionDetails }) {
  const { id, identityId, methods, devices } = session;
  return (
    <>
      <Section id="session" title="Session" aside={<SessionState isActive={session.isActive} />}>
        <Facts
          facts={[
            { label: "Id", value: <Copy value={id} label="id" /> },
            {
              label: "Person",
              value: identityId ? (
                <a href={`${context.consolePath}/identities/${identityId}`}>
                  <ForeignText>{session.person}</ForeignText>
                </a>
              ) : (
                "Not known: their account is larger than any answer. It stands in the list of identities by its id, and can be signed out or deleted there."
              ),
            },
            { label: "Level", value: session.aal },
            { label: "Signed in", value: <Time at={session.authenticatedAt} /> },
            { label: "Ends", value: <Time at={session.expiresAt} /> },
            {
              label: "Blocked",
              value: session.isIdentityBlocked
                ? "The identity is inactive: Kratos refuses this session."
                : undefined,
            },
          ]}
        />
      </Section>
      <Section id="methods" title="How they signed in">
        {methods.length > 0 ? (
          <ul className="grid gap-1">
            {methods.map(({ method, aal, completedAt, provider }) => (
              <li key={`${method} ${completedAt}`}>
                {[toCredentialName(method), provider, aal].filter(Boolean).join(" · ")} ·{" "}
                <Time at={completedAt} />
              </li>
            ))}
          </ul>
        ) : (
          <Empty>Kratos does not say how.</Empty>
        )}
      </Section>
      <Section id="devices" title="Where">
        {devices.length > 0 ? (
          <ul className="grid gap-1">
            {devices.map(({ userAgent, ipAddress, location }) => (
              <li key={`${userAgent} ${ipAddress}`}>
                <ForeignText>{[ipAddress, location, userAgent].filter(Boolean).join(" · ")}</ForeignText>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>Kratos does not say where.</Empty>
        )}
      </Section>
    </>
  );
}

function SessionForms({ view }: { view: SessionPageView }) {
  const { forms, problems, session } = view;
  if (!forms.end && !forms.extend && !forms.deleteAll) return null;
  return (
    <Section id="acts" title="Change">
      {forms.end && (
        <Fold label="End this session" isOpen={problems.operation === "session.end"}>
          <p className="text-muted">
            The person is signed out in that browser. The row stays, as ended.{" "}
            {session.identityId
              ? "If they are an operator, their sessions in this console end as well."
              : "If they are an operator, their sessions in this console may go on: nobody knows whose they are."}
          </p>
          <ActForm form={forms.end} problems={problems} submit="End session" look="danger">
            <ReasonField form={forms.end} problems={problems} />
          </ActForm>
        </Fold>
      )}
      {forms.extend && (
        <Fold label="Extend this session" isOpen={problems.operation === "session.extend"}>
          <p className="text-muted">By Kratos' session.lifespan from now, where it allows it at this time.</p>
          <ActForm form={forms.extend} problems={problems} submit="Extend session" />
        </Fold>
      )}
      {forms.deleteAll && (
        <Fold label="Delete all sessions of this person" isOpen={problems.operation === "sessions.delete"}>
          <p className="text-muted">
            <ForeignText>{session.person}</ForeignText> is signed out everywhere, and Kratos forgets that
            these sessions ever were.
          </p>
          <ActForm form={forms.deleteAll} problems={problems} submit="Delete all sessions" look="danger">
            <ReasonField form={forms.deleteAll} problems={problems} />
            <ConfirmField form={forms.deleteAll} problems={problems} word="sign out" />
          </ActForm>
        </Fold>
      )}
    </Section>
  );
}
