/** A console page for one thing, before and beside the work: signing in, confirming, what went wrong. */

import type { ReactNode } from "react";
import type { ConsoleChrome } from "@/lib/console/context";
import { BrandMark } from "../../document/brand-mark";
import { Document } from "../../document/document";

interface PlainPageProps {
  context: ConsoleChrome;
  title: string;
  hasErrors?: boolean;
  testId?: string;
  children: ReactNode;
}

export function PlainPage({ context, title, hasErrors, testId, children }: PlainPageProps) {
  return (
    <Document context={context} title={title} hasErrors={hasErrors} isPrivate>
      <main id="main" data-testid={testId} className="mx-auto w-full max-w-xl px-5 py-10 sm:py-16">
        <BrandMark context={context} />
        <h1 className="mt-6 text-2xl leading-tight font-semibold tracking-tight">{title}</h1>
        <div className="mt-4 grid gap-5">{children}</div>
      </main>
    </Document>
  );
}
