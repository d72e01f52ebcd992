/** Leads from one page of a long list to those beside it. */

import { type ListPages, toPageQuery } from "@/lib/account/list-pages";
import type { PageContext } from "@/lib/page-context";

interface ListPagerProps {
  context: PageContext;
  pages: ListPages;
  /** The list's own, without the base path. */
  path: string;
}

const LINK = "inline-flex min-h-11 min-w-6 items-center font-semibold text-link";

export function ListPager({ context: { t, basePath }, pages, path }: ListPagerProps) {
  const { number, hasPrevious, hasNext } = pages;
  const toHref = (page: number) => {
    const query = new URLSearchParams(toPageQuery(page)).toString();
    return basePath + path + (query && `?${query}`);
  };
  if (!hasPrevious && !hasNext) return null;
  return (
    <nav aria-label={t("pager.label")} className="flex flex-wrap items-center justify-between gap-x-6">
      {hasPrevious && (
        <a href={toHref(number - 1)} rel="prev" data-testid="previous-page" className={LINK}>
          {t("pager.previous")}
        </a>
      )}
      {hasNext && (
        <a href={toHref(number + 1)} rel="next" data-testid="next-page" className={`${LINK} ms-auto`}>
          {t("pager.next")}
        </a>
      )}
    </nav>
  );
}
