/** The house behind the door: header, navigation and sign-out around every page of the account area. */

import type { ReactNode } from "react";
import { Name } from "@/components/controls/name";
import type { PageContext } from "@/lib/page-context";
import { formatPath, type PagePath } from "@/lib/pages";
import { BrandMark } from "../document/brand-mark";
import { Document, type DocumentProps } from "../document/document";
import { LanguageLink } from "../document/language-link";
import { LegalLinks } from "../document/legal-links";

type AccountPlace = "overview" | "settings" | "sessions" | "apps";

const PLACES: { place: AccountPlace; path: PagePath }[] = [
  { place: "overview", path: "/account" },
  { place: "settings", path: "/settings" },
  { place: "sessions", path: "/sessions" },
  { place: "apps", path: "/account/apps" },
];

interface AccountShellProps extends DocumentProps {
  place: AccountPlace;
  lead?: ReactNode;
}

export function AccountShell({ place, lead, children, ...document }: AccountShellProps) {
  const { context, title } = document;
  const places = PLACES.filter((to) => to.place !== "apps" || context.signedIn?.hasApps);
  return (
    <Document {...document} isPrivate>
      <header className="border-b border-line bg-panel">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-5 pt-4 sm:px-8">
          <BrandMark context={context} />
          {context.signedIn && <SignedIn context={context} signedIn={context.signedIn} />}
          {/* Where a language needs two lines on a phone, both are about as long. */}
          <nav aria-label={context.t("account.navigation")} className="-mx-1.5 w-full sm:-mx-3">
            <ul>
              {places.map(({ place: other, path }) => (
                <li key={other} className="inline">
                  <a
                    href={formatPath(context.basePath, path)}
                    aria-current={other === place ? "page" : undefined}
                    className="inline-flex min-h-11 min-w-11 items-center justify-center border-b-3 align-top border-transparent px-1.5 pt-1 text-sm font-semibold text-muted no-underline hover:text-ink aria-[current]:border-accent aria-[current]:text-ink forced-colors:not-aria-[current]:border-[Canvas] sm:px-3 sm:text-base"
                  >
                    {context.t(`account.place.${other}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-5xl grow px-5 py-8 sm:px-8 sm:py-10">
        <h1 className="text-2xl leading-tight font-semibold tracking-tight sm:text-3xl">{title}</h1>
        {lead && <p className="mt-2 max-w-2xl text-muted">{lead}</p>}
        <div className="mt-7 grid gap-6">{children}</div>
      </main>
      <footer className="mx-auto w-full max-w-5xl px-5 pb-6 text-sm sm:px-8">
        <LegalLinks context={context} />
        <LanguageLink context={context} path={document.createdPath} />
      </footer>
    </Document>
  );
}

function SignedIn({
  context,
  signedIn,
}: {
  context: PageContext;
  signedIn: NonNullable<PageContext["signedIn"]>;
}) {
  return (
    <div className="flex min-w-0 grow items-center justify-end gap-4 text-[0.9375rem]">
      <span data-print="" className="min-w-0 text-muted max-sm:hidden">
        <Name>{signedIn.email ?? signedIn.label}</Name>
      </span>
      {/* Tight around the link: suites click the middle of the wrapper. */}
      <span data-testid="logout" className="shrink-0">
        <a
          href={signedIn.logoutPath}
          data-testid="logout-link"
          className="inline-flex min-h-11 min-w-6 items-center font-semibold"
        >
          {context.t("account.signOut")}
        </a>
      </span>
    </div>
  );
}
