/** Our own error document: what happened, what to do next, whether trying again is safe, and a reference. */

import { buttonClass } from "@/components/controls/button-class";
import type { PageContext } from "@/lib/page-context";
import { PanelPage } from "./panel-page";
import { Reference } from "./reference";

export interface ProblemView {
  /** HTTP status, also in the page's attributes for people who support others by phone. */
  status: number;
  title: string;
  /** What happened, in a sentence or two. */
  happened: string;
  /** What to do next. */
  next?: string;
  /** Whether doing it again can do harm; unsaid when `undefined`. */
  isSafeToRetry?: boolean;
  /** The log line carries the same. */
  reference?: string;
  /** As in `Retry-After`. */
  retryAfterSeconds?: number;
  /** Same URL, or where to start again; `isBack` where that is the page before this one. */
  retry?: { href: string; label?: string; isBack?: boolean };
  links?: { href: string; label: string }[];
}

/** Above this a wait is told in minutes, in seconds. */
const LONG_WAIT_SECONDS = 120;

/** Above this, in hours. */
const VERY_LONG_WAIT_SECONDS = 2 * 60 * 60;

export function ProblemPage({ context, view }: { context: PageContext; view: ProblemView }) {
  const { t } = context;
  return (
    <PanelPage context={context} title={view.title} hasErrors testId="problem">
      <div className="grid gap-3">
        <p>{view.happened}</p>
        {view.next && <p>{view.next}</p>}
        {view.retryAfterSeconds !== undefined && <p>{toWait(view.retryAfterSeconds, t)}</p>}
        {view.isSafeToRetry !== undefined && (
          <p className="text-muted">
            {t(view.isSafeToRetry ? "problem.safeToRetry" : "problem.unsafeToRetry")}
          </p>
        )}
      </div>
      {view.retry && (
        <a
          href={view.retry.href}
          data-back={view.retry.isBack || undefined}
          className={buttonClass("primary")}
        >
          {view.retry.label ?? t("problem.retry")}
        </a>
      )}
      {view.links?.map(({ href, label }) => (
        <a key={href} href={href} className={buttonClass("secondary")}>
          {label}
        </a>
      ))}
      <Reference context={context} reference={view.reference} status={view.status} />
    </PanelPage>
  );
}

function toWait(seconds: number, t: PageContext["t"]): string {
  if (seconds > VERY_LONG_WAIT_SECONDS)
    return t("problem.retryAfterHours", { count: Math.ceil(seconds / (60 * 60)) });
  return seconds > LONG_WAIT_SECONDS
    ? t("problem.retryAfterMinutes", { count: Math.ceil(seconds / 60) })
    : t("problem.retryAfter", { count: seconds });
}
