/** The servers, this process of Foyer, and what would be better configured otherwise. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ProcessView, ServerStatus } from "@/lib/console/server/view";
import type { Finding } from "@/lib/doctor/finding";
import { toNumberText } from "@/lib/i18n/formats";
import { Badge } from "../parts/badge";
import { Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { ServerList } from "../parts/server-list";
import { Shell } from "../parts/shell";
import { Time } from "../parts/time";

interface ServerPageView {
  servers: readonly ServerStatus[];
  /** Undefined where the look itself failed. */
  findings: readonly Finding[] | undefined;
  process: ProcessView;
}

export function ServerPage({ context, view }: { context: ConsoleChrome; view: ServerPageView }) {
  const { servers, findings, process } = view;
  return (
    <Shell context={context} title="Server" place="/server" lead="How Foyer and the servers behind it are.">
      <Section id="servers" title="Servers">
        <ServerList servers={servers} />
      </Section>
      <Findings findings={findings} hasHydra={servers.some(({ name }) => name === "Hydra")} />
      <Process {...process} />
      <Section
        id="limits"
        title="Limits"
        lead={
          process.hasRedis
            ? "Counted in Redis, for all instances together."
            : "Counted by this process alone: without Redis (FOYER_REDIS_URL) each instance counts for itself."
        }
      >
        {process.limits.length > 0 ? (
          <Facts facts={process.limits} />
        ) : (
          <p className="text-muted">None: FOYER_RATE_LIMIT is off.</p>
        )}
      </Section>
    </Shell>
  );
}

function Findings({ findings, hasHydra }: Pick<ServerPageView, "findings"> & { hasHydra: boolean }) {
  return (
    <Section
      id="findings"
      title="Configuration"
      lead={
        <>
          What <code>npm run doctor -- --read-only</code> says, looked at again after a minute. The doctor
          itself also {hasHydra && "tries a sign-in at Hydra and "}looks from outside.
        </>
      }
    >
      {!findings && <p className="text-muted">The look failed: it is not known right now.</p>}
      {findings?.length === 0 && <p>Nothing to change was found.</p>}
      {findings && findings.length > 0 && (
        <ul className="grid gap-4">
          {findings.map(({ severity, setting, found, change }) => (
            <li key={`${setting} ${found}`} className="grid gap-1 [overflow-wrap:anywhere]">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <Badge tone={severity === "error" ? "bad" : "notice"}>{severity}</Badge>
                <ForeignText className="font-semibold">{setting}</ForeignText>
              </p>
              <p>
                <ForeignText>{found}</ForeignText>
              </p>
              <p className="text-muted">
                Change: <ForeignText className="font-mono text-sm">{change}</ForeignText>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Process({ node, startedAt, memoryMB, counts }: ProcessView) {
  return (
    <Section
      id="process"
      title="This process"
      lead="One of the instances, where there are several: a reload may show another."
    >
      <Facts
        facts={[
          { label: "Started", value: <Time at={startedAt} /> },
          { label: "Memory", value: `${memoryMB} MB` },
          { label: "Node.js", value: node },
          ...(counts ?? []).map(({ label, counts: all }) => ({
            label,
            value:
              all.length > 0
                ? all.map(({ name, value }) => `${name}: ${toNumberText(value)}`).join(", ")
                : "none",
          })),
        ]}
      />
      {!counts && (
        <p className="text-muted">
          What it counts is shown where metrics are on (FOYER_METRICS), and served at /metrics in full.
        </p>
      )}
    </Section>
  );
}
