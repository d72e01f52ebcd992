/** The operator's own pages at the foot of every page of people: terms, privacy, help, and what the law asks for besides. */

import type { PageContext } from "@/lib/page-context";

export function LegalLinks({ context: { brand, locale, t } }: { context: PageContext }) {
  const { terms, privacy, help, imprint } = brand.links;
  const links = [
    { href: terms, text: t("legal.terms") },
    { href: privacy, text: t("legal.privacy") },
    { href: help, text: t("way.help") },
    { href: imprint?.href, text: imprint && toTitle(imprint.title, locale) },
  ].filter(({ href }) => href !== undefined);
  if (links.length === 0) return null;
  return (
    <ul data-testid="legal-links" className="mt-1 flex flex-wrap gap-x-5">
      {links.map(({ href, text }) => (
        <li key={href}>
          <a href={href} className="inline-flex min-h-11 items-center text-muted">
            <span className="first-letter:uppercase">{text}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** In the page's language, else in English, else in the first that the operator wrote. */
function toTitle(byLanguage: Readonly<Record<string, string>>, locale: string): string | undefined {
  return byLanguage[locale] ?? byLanguage.en ?? Object.values(byLanguage)[0];
}
