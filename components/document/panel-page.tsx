/** A page for one task: the panel that stands in the doorway, used by every page before and beside sign-in. */

import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import { Document, type DocumentProps } from "./document";
import { LanguageLink } from "./language-link";
import { LegalLinks } from "./legal-links";

interface PanelPageProps extends DocumentProps {
  testId?: string;
  /** The title as it is drawn, when a name in it needs its own direction. */
  heading?: ReactNode;
  /** One or two sentences under the title. */
  lead?: ReactNode;
}

export function PanelPage({ testId, heading, lead, children, ...document }: PanelPageProps) {
  const { context, title } = document;
  return (
    <Document hasPicture {...document}>
      <div className="flex grow flex-col overflow-x-clip sm:items-center sm:px-6 sm:pt-[min(10vh,6rem)]">
        <main
          id="main"
          data-testid={testId}
          className="w-full bg-panel px-5 pt-6 pb-10 max-sm:grow sm:max-w-(--foyer-panel-width) sm:rounded-t-panel sm:rounded-b-[0.25rem] sm:px-10 sm:pt-9 sm:[box-shadow:var(--foyer-shadow)]"
        >
          <BrandMark context={context} />
          <h1 className="mt-7 text-2xl leading-tight font-semibold tracking-tight sm:text-[1.75rem]">
            {heading ?? title}
          </h1>
          {lead && <p className="mt-2 text-muted">{lead}</p>}
          <div className="mt-6 grid gap-6">{children}</div>
        </main>
        <footer className="w-full px-5 py-6 text-sm text-muted max-sm:border-t max-sm:border-line max-sm:bg-panel sm:max-w-(--foyer-panel-width) sm:light-spill sm:px-10 sm:pb-10">
          <p>{context.t("document.footer", { product: context.productName })}</p>
          <LegalLinks context={context} />
          <LanguageLink context={context} path={document.createdPath} />
        </footer>
      </div>
    </Document>
  );
}
