/** Where an operator begins: find something, and what needs attention. */

import type { ReactNode } from "react";
import { buttonClass } from "@/components/controls/button-class";
import type { ConsoleChrome } from "@/lib/console/context";
import type { KnownItems, RiskyApps } from "@/lib/console/home/attention";
import type { MessageRow } from "@/lib/console/messages/view";
import { toSegment } from "@/lib/console/request/segment";
import type { ServerStatus } from "@/lib/console/server/view";
import type { Finding } from "@/lib/doctor/finding";
import { toNumberText } from "@/lib/i18n/formats";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { ServerList } from "../parts/server-list";
import { Shell } from "../parts/shell";
import { Time } from "../parts/time";

interface HomePageView {
  servers: readonly ServerStatus[];
  storeKind: "redis" | "memory";
  mail: KnownItems<MessageRow>;
  /** That should have been sent long since. */
  waitingMail: readonly MessageRow[];
  /** Absent without Hydra. */
  apps?: RiskyApps;
  findings: KnownItems<Finding>;
}

export function HomePage({ context, view }: { context: ConsoleChrome; view: HomePageView }) {
  return (
    <Shell context={context} title="Console" place="">
      <Section id="search" title="Find" lead="An id or an address, from a log, a mail or a ticket.">
        <search aria-labelledby="search-title">
          <form action={`${context.consolePath}/search`} className="flex flex-wrap gap-3">
            <label htmlFor="home-find" className="sr-only">
              What to find
            </label>
            <input
              id="home-find"
              name="q"
              type="search"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="min-h-12 min-w-0 grow rounded-control border border-field bg-panel px-3"
            />
            <button type="submit" className={buttonClass("primary", "auto")}>
              Find
            </button>
          </form>
        </search>
      </Section>
      <Attention context={context} {...view} />
      <Section id="servers" title="Servers">
        <ServerList servers={view.servers} />
        <p>
          <a href={`${context.consolePath}/server`} className="inline-block min-h-6">
            More of them, and of this process
          </a>
        </p>
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

function Attention(props: {
  context: ConsoleChrome;
  mail: KnownItems<MessageRow>;
  /** That should have been sent long since. */
  waitingMail: readonly MessageRow[];
  apps?: RiskyApps;
  findings: KnownItems<Finding>;
}) {
  const { context, mail, waitingMail, apps, findings } = props;
  const { consolePath } = context;
  const toMessage = ({ id, recipient, createdAt }: MessageRow) => ({
    key: id,
    item: (
      <>
        <a href={`${consolePath}/messages/${id}`}>
          <ForeignText>{recipient}</ForeignText>
        </a>{" "}
        <Time at={createdAt} />
      </>
    ),
  });
  return (
    <Section id="attention" title="Needs attention">
      <List
        title="Mail that was given up"
        found={mail}
        nothing="None of the newest."
        unknown="Kratos did not answer: it is not known right now."
        more={{ href: `${consolePath}/messages?status=abandoned`, label: "All of them" }}
        toItem={toMessage}
      />
      {waitingMail.length > 0 && (
        <List
          title="Mail that waits for long"
          found={waitingMail}
          nothing=""
          unknown=""
          more={{ href: `${consolePath}/messages?status=queued`, label: "All that waits" }}
          toItem={toMessage}
        />
      )}
      {apps && <RiskyAppList context={context} apps={apps} />}
      <FindingList context={context} findings={findings} />
    </Section>
  );
}

function RiskyAppList({ context: { consolePath }, apps }: { context: ConsoleChrome; apps: RiskyApps }) {
  const { shown, looked, hasMore } = apps;
  return (
    <List
      title="Apps whose settings are not safe"
      found={shown}
      nothing={hasMore ? `None of the first ${toNumberText(looked)} apps.` : "None."}
      unknown="Hydra did not answer: it is not known right now."
      more={{ href: `${consolePath}/clients`, label: toAppsLabel(apps) }}
      isMoreSaid={hasMore}
      toItem={({ id, name, risk }) => ({
        key: id,
        item: (
          <>
            <a href={`${consolePath}/clients/${toSegment(id)}`}>
              <ForeignText>{name}</ForeignText>
            </a>
            <ForeignText className="block text-muted [overflow-wrap:anywhere]">{risk}</ForeignText>
          </>
        ),
      })}
    />
  );
}

/** What else there is, than those that are shown. */
function toAppsLabel({ shown, count, looked, hasMore }: RiskyApps): string {
  const others = count - (shown === "unknown" ? 0 : shown.length);
  const label = others > 0 ? `All apps, ${toNumberText(others)} more of which are not safe` : "All apps";
  return hasMore ? `${label}; the first ${toNumberText(looked)} were looked through` : label;
}

function FindingList({ context, findings }: { context: ConsoleChrome; findings: KnownItems<Finding> }) {
  return (
    <List
      title="Configuration"
      found={findings}
      nothing="The doctor found nothing to change."
      unknown="The doctor's look failed: it is not known right now."
      more={{ href: `${context.consolePath}/server`, label: "What to change" }}
      toItem={({ setting, found }) => ({
        key: `${setting} ${found}`,
        item: (
          <span className="[overflow-wrap:anywhere]">
            <ForeignText className="font-semibold">{setting}</ForeignText>{" "}
            <ForeignText className="text-muted">{found}</ForeignText>
          </span>
        ),
      })}
    />
  );
}

interface ListProps<Item> {
  title: string;
  found: KnownItems<Item>;
  nothing: string;
  unknown: string;
  more: { href: string; label: string };
  /** Where nothing was found, too. */
  isMoreSaid?: boolean;
  toItem(item: Item): { key: string; item: ReactNode };
}

function List<Item>({ title, found, nothing, unknown, more, isMoreSaid, toItem }: ListProps<Item>) {
  const isEmpty = found === "unknown" || found.length === 0;
  return (
    <div className="grid gap-1">
      <h3 className="font-semibold">{title}</h3>
      {found === "unknown" && <p className="text-muted">{unknown}</p>}
      {found !== "unknown" && found.length === 0 && <p className="text-muted">{nothing}</p>}
      {found !== "unknown" && found.length > 0 && (
        <ul className="grid gap-1">
          {found.map((each) => {
            const { key, item } = toItem(each);
            return <li key={key}>{item}</li>;
          })}
        </ul>
      )}
      {(!isEmpty || (found !== "unknown" && isMoreSaid)) && (
        <p>
          <a href={more.href} className="inline-block min-h-6">
            {more.label}
          </a>
        </p>
      )}
    </div>
  );
}
