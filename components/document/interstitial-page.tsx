/** Leads on by meta refresh, mostly off the origin, with a link for when that does not happen (architecture §5). */

import { Phrase } from "@/components/controls/phrase";
import type { InterstitialView } from "@/lib/oauth2/shared/view";
import type { PageContext } from "@/lib/page-context";
import { Document } from "./document";

/**
 * Most people see this for a tenth of a second, so it shows nothing that flashes: one quiet line, in the middle.
 * No script helps along: a second request for the same address would spend Hydra's one-time verifier twice.
 */
export function InterstitialPage({ context, view }: { context: PageContext; view: InterstitialView }) {
  const { t } = context;
  return (
    <Document
      context={context}
      title={t("interstitial.title")}
      isPassing
      head={<meta httpEquiv="refresh" content={`0;url=${view.href}`} />}
    >
      <main id="main" className="m-auto max-w-md px-5 py-10 text-center text-muted">
        <h1 className="sr-only">{t("interstitial.title")}</h1>
        <p>
          <Phrase t={t} of="interstitial.takingYou" parts={{ target: view.targetLabel }} />
        </p>
        <p className="mt-1">
          <a href={view.href} className="inline-flex min-h-11 items-center text-muted">
            {t("interstitial.continue")}
          </a>
        </p>
      </main>
    </Document>
  );
}
