/** Where an operator begins: find something, and what needs attention. */

import { buttonClass } from "@/components/controls/button-class";
import type { ConsoleChrome } from "@/lib/console/context";
import { Badge } from "../parts/badge";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";

interface HomePageView {
  servers: readonly { name: string; isReady: boolean; version?: string }[];
  storeKind: "redis" | "memory";
}

export function HomePage({ context, view }: { context: ConsoleChrome; view: HomePageView }) {
  return (
    <Shell context={context} title="Console" place="">
      <Section id="search" title="Find" lead="An id or an address, from a log, a mail or a ticket.">
        <search>
          <form action={`${context.consolePath}/search`} className="flex flex-wrap gap-3">
            <label htmlFor="home-find" className="sr-only">
              What to find
            </label>
            <input
              id="home-find"
              name="q"
              type="search"
              autoComplete="off"
              spellCheck={false}
              className="min-h-12 min-w-0 grow rounded-control border border-field bg-panel px-3"
            />
            <button type="submit" className={buttonClass("primary", "auto")}>
              Find
            </button>
          </form>
        </search>
      </Section>
      <Section id="servers" title="Servers">
        <ul className="grid gap-2">
          {view.servers.map(({ name, isReady, version }) => (
            <li key={name} className="flex flex-wrap items-baseline gap-3">
              <span className="w-16 font-semibold">{name}</span>
              <Badge tone={isReady ? "good" : "bad"}>{isReady ? "ready" : "not ready"}</Badge>
              <span className="text-muted">{version ?? "version unknown"}</span>
            </li>
          ))}
        </ul>
        {view.storeKind === "memory" && (
          <p className="text-muted">
            Without Redis (FOYER_REDIS_URL), operators&apos; sessions and the trail on these pages belong to
            this process and end with it. The log is the record.
          </p>
        )}
      </Section>
    </Shell>
  );
}
