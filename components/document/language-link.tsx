/** Leads from every page to the list of languages, and says which one this page is in. */

import type { PageContext } from "@/lib/page-context";
import { formatPath } from "@/lib/pages";

interface LanguageLinkProps {
  context: PageContext;
  /** Where the page can be opened again, when that is not the address it was asked for by. */
  path?: string;
}

/** Not there where there is nothing to choose. */
export function LanguageLink({ context, path }: LanguageLinkProps) {
  const { basePath, language, t } = context;
  if (!language) return null;
  return (
    <a
      href={formatPath(basePath, "/language", { return_to: path ?? language.returnTo })}
      data-testid="language-link"
      aria-label={t("language.link", { language: language.name })}
      className="mt-1 inline-flex min-h-11 items-center gap-2 text-muted"
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 fill-none stroke-current">
        <path d="M8 1a7 7 0 0 0 0 14 7 7 0 0 0 0-14c-4 4-4 10 0 14 4-4 4-10 0-14M1 8h14" />
      </svg>
      {language.name}
    </a>
  );
}
