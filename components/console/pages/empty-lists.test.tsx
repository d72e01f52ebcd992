import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { NO_PROBLEMS } from "@/lib/console/forms/form";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";
import { ClientsPage } from "./clients-page";
import { ConsoleSessionsPage } from "./console-sessions-page";
import { IdentitiesPage } from "./identities-page";
import { ImportPage } from "./import-page";
import { IssuersPage } from "./issuers-page";
import { MessagesPage } from "./messages-page";
import { TrailPage } from "./trail-page";

const context = CONSOLE_CHROME;
const FORM = { action: "/console/x", hidden: { operation: "import.check" } };
const NONE = { rows: [], pager: {} };
const PEOPLE = { ...NONE, match: "similar", problems: NO_PROBLEMS } as const;
const TRAIL = {
  acts: [],
  operations: [],
  source: "memory",
  unkept: { waiting: 0, lost: 0 },
  pager: {},
  exports: [],
} as const;

/** Each list without anything in it, then with a filter that finds nothing. */
const LISTS: Readonly<Record<string, [ReactElement, ReactElement?]>> = {
  people: [
    <IdentitiesPage
      key="all"
      context={context}
      view={{ ...PEOPLE, filter: { kind: "all" }, mayCreate: true, importHref: "/console/import" }}
    />,
    <IdentitiesPage
      key="filtered"
      context={context}
      view={{ ...PEOPLE, filter: { kind: "similar", identifier: "ada" } }}
    />,
  ],
  apps: [
    <ClientsPage key="all" context={context} view={{ ...NONE, name: "", owner: "", mayCreate: true }} />,
    <ClientsPage
      key="filtered"
      context={context}
      view={{ ...NONE, name: "a", owner: "", mayCreate: true }}
    />,
  ],
  sessions: [
    <ConsoleSessionsPage key="all" context={context} view={{ ...NONE, active: "" }} />,
    <ConsoleSessionsPage key="filtered" context={context} view={{ ...NONE, active: "true" }} />,
  ],
  messages: [
    <MessagesPage key="all" context={context} view={{ ...NONE, status: "", recipient: "" }} />,
    <MessagesPage key="filtered" context={context} view={{ ...NONE, status: "abandoned", recipient: "" }} />,
  ],
  issuers: [
    <IssuersPage key="all" context={context} view={{ ...NONE, issuer: "", problems: NO_PROBLEMS }} />,
    <IssuersPage key="filtered" context={context} view={{ ...NONE, issuer: "a", problems: NO_PROBLEMS }} />,
  ],
  imports: [
    <ImportPage
      key="all"
      context={context}
      view={{ schemas: [], form: FORM, jobs: [], isShared: true, problems: NO_PROBLEMS }}
    />,
  ],
  trail: [
    <TrailPage key="all" context={context} view={{ ...TRAIL, filters: {} }} />,
    <TrailPage key="filtered" context={context} view={{ ...TRAIL, filters: { operator: "ada" } }} />,
  ],
};

/** What stands in a list's place. */
function readEmpty(page: ReactElement): string {
  const html = renderToStaticMarkup(page);
  return /border-dashed[^>]*>([^<]*)</.exec(html)?.[1] ?? "";
}

describe("a list of the console that holds nothing", () => {
  it.each(Object.entries(LISTS))("says what comes to stand there, and what to do: %s", (_, [all]) => {
    const said = readEmpty(all);
    expect(said.match(/[.:;] /g)?.length, said).toBeGreaterThan(0);
  });

  it.each(
    Object.entries(LISTS).flatMap(([name, [all, filtered]]) => (filtered ? [{ name, all, filtered }] : [])),
  )("says of a filter that finds nothing what to do about it: $name", ({ all, filtered }) => {
    expect(readEmpty(filtered)).not.toBe(readEmpty(all));
    expect(readEmpty(filtered)).toMatch(/Clear the filter to see all\.|Kratos looks at passwords/);
  });
});

it("a page behind others says nothing of those: they may have found somebody", () => {
  const pager = { startHref: "/console" };
  const people = { ...PEOPLE, pager, filter: { kind: "all", only: { state: "blocked" } } } as const;
  expect(readEmpty(<IdentitiesPage context={context} view={people} />)).toBe("None of these.");
  const first = { ...people, pager: {} };
  expect(readEmpty(<IdentitiesPage context={context} view={first} />)).toBe("There are none.");
  const apps = { rows: [], pager, name: "", owner: "", mayCreate: true };
  expect(readEmpty(<ClientsPage context={context} view={apps} />)).toBe("There are no more apps.");
});

it("says of mail with a status to somebody nothing of what else was sent there", () => {
  const view = { ...NONE, status: "abandoned", recipient: "ada@foyer.example" };
  const said = readEmpty(<MessagesPage context={context} view={view} />);
  expect(said).toBe("No message to this recipient has this status. Clear the filter to see all.");
});

it("offers nobody what their role may not do", () => {
  const people = <IdentitiesPage context={context} view={{ ...PEOPLE, filter: { kind: "all" } }} />;
  expect(readEmpty(people)).toBe("There is no account yet. People make theirs by signing up.");
  const apps = <ClientsPage context={context} view={{ ...NONE, name: "", owner: "", mayCreate: false }} />;
  expect(readEmpty(apps)).not.toContain("New app");
});
