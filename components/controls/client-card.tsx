/** An app's logo and its own documents, beside its name. */

import type { ClientCard } from "@/lib/oauth2/shared/view";
import type { PageContext } from "@/lib/page-context";
import { NewTabMark } from "./new-tab-mark";
import { Phrase } from "./phrase";

/** Small, beside the name that it belongs to, and on a ground of its own: most are made for white. */
export function ClientLogo({ card }: { card: ClientCard }) {
  if (!card.logo) return null;
  return (
    // biome-ignore lint/performance/noImgElement: a document has no image optimiser
    <img
      src={card.logo}
      alt=""
      width={40}
      height={40}
      data-testid="client-logo"
      className="size-10 shrink-0 rounded-control bg-white object-contain p-1"
    />
  );
}

/** Whose documents they are stands in their words: the service has some too. They open beside the page. */
export function ClientLinks({
  context,
  card,
  name,
}: {
  context: PageContext;
  card: ClientCard;
  name: string;
}) {
  const links = [
    { href: card.policyUri, of: "app.policy" },
    { href: card.tosUri, of: "app.terms" },
  ] as const;
  if (!links.some(({ href }) => href)) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-x-5 text-[0.9375rem]">
      {links.map(
        ({ href, of }) =>
          href && (
            <a
              key={of}
              href={href}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex min-h-11 items-center py-1"
            >
              <span className="min-w-0">
                <Phrase t={context.t} of={of} parts={{ client: <bdi>{name}</bdi> }} />
                <NewTabMark t={context.t} />
              </span>
            </a>
          ),
      )}
    </span>
  );
}
