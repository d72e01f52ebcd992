/** The console around every page: search, areas, who is signed in, and the sheet of keys. */

import type { ReactNode } from "react";
import { Callout } from "@/components/controls/callout";
import { PostForm } from "@/components/controls/post-form";
import type { ConsoleChrome, PlaceView } from "@/lib/console/context";
import type { FormProblems } from "@/lib/console/forms/form";
import { toVisibleName } from "@/lib/console/visible";
import { BrandMark } from "../../document/brand-mark";
import { Document } from "../../document/document";
import { SENT_ID } from "./act-form";
import { Badge } from "./badge";
import { ForeignText } from "./foreign-text";
import { KeySheet } from "./key-sheet";

interface ShellProps {
  context: ConsoleChrome;
  title: string;
  /** Path of the area that this page belongs to, `/sessions`. */
  place: string;
  /** The title as it is drawn, where a name or id in it needs its own direction. */
  heading?: ReactNode;
  lead?: ReactNode;
  /** The way back up. */
  back?: { href: string; label: string };
  /** Beside the title: links and buttons. */
  actions?: ReactNode;
  /** What was done, said once. */
  done?: string;
  hasErrors?: boolean;
  /** Of the page's forms. */
  problems?: FormProblems;
  /** Where the page is read anew, and how often, while something that it tells of goes on. */
  reread?: Reread;
  children?: ReactNode;
}

export interface Reread {
  address: string;
  seconds: number;
}

export function Shell(props: ShellProps) {
  const { context, place, heading, lead, back, actions, done, problems, reread, children } = props;
  const title = toVisibleName(props.title);
  const isRefused = problems !== undefined && problems.status >= 400;
  return (
    <Document
      context={context}
      title={title}
      hasErrors={props.hasErrors || isRefused}
      head={reread && <RereadWhole {...reread} />}
      isPrivate
    >
      <ShellHeader context={context} place={place} />
      <div className="mx-auto flex w-full max-w-7xl grow gap-8 px-4 sm:px-6">
        <aside className="w-44 shrink-0 py-6 max-lg:hidden">
          <Places context={context} place={place} />
        </aside>
        <main id="main" className="w-full min-w-0 py-5 lg:py-7">
          {back && (
            <p className="mb-1">
              <a href={back.href} className="inline-block min-h-6 no-underline">
                <span aria-hidden="true">←</span>{" "}
                <ForeignText className="underline underline-offset-4 [overflow-wrap:anywhere]">
                  {back.label}
                </ForeignText>
              </a>
            </p>
          )}
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
            <div className="min-w-0">
              <h1 className="text-xl leading-tight font-semibold tracking-tight [overflow-wrap:anywhere] sm:text-2xl">
                {heading ?? title}
              </h1>
              {lead && <p className="mt-1 max-w-3xl text-muted">{lead}</p>}
            </div>
            {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
          </div>
          {problems && problems.operation !== "" && <WayToForm isRefused={isRefused} />}
          {done && (
            <div role="status" tabIndex={-1} className="mt-4 rounded-control">
              <Callout tone="success">{done}</Callout>
            </div>
          )}
          <div
            data-reread={reread?.address}
            data-every={reread?.seconds}
            className="mt-5 grid grid-cols-1 gap-5"
          >
            {children}
          </div>
        </main>
      </div>
      <KeySheet context={context} />
    </Document>
  );
}

/** Where no script reads its parts anew, and leaves whoever is at something else where they are. */
function RereadWhole({ address, seconds }: Reread) {
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`${seconds};url=${address}`} />
    </noscript>
  );
}

/** The script leads to the form that was sent; without it, this does: it may stand far down. */
function WayToForm({ isRefused }: { isRefused: boolean }) {
  return (
    <noscript>
      <p className="mt-4 font-semibold">
        <a href={`#${SENT_ID}`} className={isRefused ? "text-danger" : undefined}>
          {isRefused ? "What you sent was not done: what is wrong" : "What you asked for stands at the form"}
        </a>
      </p>
    </noscript>
  );
}

function ShellHeader({ context, place }: { context: ConsoleChrome; place: string }) {
  const { operator, consolePath } = context;
  return (
    <header className="border-b border-line bg-panel">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2 sm:px-6">
        <a href={consolePath} className="text-ink no-underline">
          <BrandMark context={context} />
        </a>
        {operator && (
          <>
            <search
              aria-label="Everywhere"
              className="order-last w-full min-w-0 sm:order-none sm:w-auto sm:grow"
            >
              <form action={`${consolePath}/search`} className="flex">
                <label htmlFor="find" className="sr-only">
                  Find by id or address
                </label>
                <input
                  id="find"
                  name="q"
                  type="search"
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  placeholder="Find by id or address"
                  data-key="/"
                  className="min-h-10 w-full rounded-control border border-field bg-canvas px-3 sm:max-w-md"
                />
              </form>
            </search>
            <div
              data-operator={operator.key}
              className="ms-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3"
            >
              <a href={`${consolePath}/me`} className="inline-block min-h-6 min-w-0 text-ink">
                <ForeignText>{operator.name}</ForeignText>
              </a>
              <Badge tone="plain">{operator.role}</Badge>
              <PostForm action={operator.signOut.action} fields={operator.signOut.fields}>
                <button
                  type="submit"
                  className="min-h-10 font-semibold text-link underline underline-offset-4"
                >
                  Sign out
                </button>
              </PostForm>
            </div>
          </>
        )}
      </div>
      {operator && (
        <details className="border-t border-line px-4 sm:px-6 lg:hidden">
          <summary className="min-h-11 content-center font-semibold">Areas</summary>
          <Places context={context} place={place} />
        </details>
      )}
    </header>
  );
}

function Places({ context, place }: { context: ConsoleChrome; place: string }) {
  const groups = [...new Set(context.places.map(({ group }) => group))];
  return (
    <nav aria-label="Console">
      {groups.map((group) => (
        <div key={group} className="mb-4">
          {group && (
            <p className="px-2 pb-1 text-xs font-semibold tracking-wide text-muted uppercase">{group}</p>
          )}
          <ul>
            {context.places
              .filter((known) => known.group === group)
              .map((known) => (
                <PlaceLink
                  key={known.path}
                  context={context}
                  known={known}
                  isCurrent={known.path === place}
                />
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function PlaceLink(props: { context: ConsoleChrome; known: PlaceView; isCurrent: boolean }) {
  const { context, known, isCurrent } = props;
  return (
    <li>
      <a
        href={context.consolePath + known.path}
        data-go={known.key}
        aria-current={isCurrent ? "page" : undefined}
        className="block min-h-9 content-center rounded-control border-s-3 border-transparent px-2 text-ink no-underline hover:bg-line/50 max-lg:min-h-11 aria-[current]:border-accent aria-[current]:bg-panel aria-[current]:font-semibold forced-colors:not-aria-[current]:border-[Canvas]"
      >
        {known.label}
      </a>
    </li>
  );
}
