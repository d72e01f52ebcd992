/** The sign-in page as a brand draws it: on a phone and a desk, in light and dark, also refused. */

import type { BrandView } from "@/lib/console/brands/view";
import type { ConsoleChrome } from "@/lib/console/context";
import { toSegment } from "@/lib/console/request/segment";
import { Section } from "../parts/section";

const STATES = [
  { state: "", label: "Sign-in" },
  { state: "refused", label: "Sign-in, refused" },
] as const;

interface BrandFramesProps {
  context: ConsoleChrome;
  view: BrandView;
}

export function BrandFrames({ context, view }: BrandFramesProps) {
  const toHref = (scheme: string, state: string) => {
    const query = new URLSearchParams({ scheme, ...(state && { state }) });
    return `${context.consolePath}/brands/${toSegment(view.id)}/sign-in?${query}`;
  };
  return (
    <Section
      id="preview"
      title="Sign-in page"
      lead="Nobody's sign-in: nothing on it runs or is sent. Each opens by itself as well."
    >
      {STATES.map(({ state, label }) => (
        <div key={label} className="grid gap-2">
          <h3 className="font-semibold">{label}</h3>
          <div className="flex flex-wrap gap-5">
            {view.schemes.map((scheme) => (
              <Frame
                key={scheme.scheme}
                title={`Phone, ${scheme.scheme}`}
                href={toHref(scheme.scheme, state)}
                look={PHONE}
              />
            ))}
            {view.schemes.map((scheme) => (
              <Frame
                key={scheme.scheme}
                title={`Desk, ${scheme.scheme}`}
                href={toHref(scheme.scheme, state)}
                look={DESK}
              />
            ))}
          </div>
        </div>
      ))}
    </Section>
  );
}

/** How large a screen is drawn, and the room that it takes: smaller on a phone of the operator's own. */
interface ScreenLook {
  screen: string;
  room: string;
}

/** 375 × 800 px. */
const PHONE: ScreenLook = {
  screen: "h-200 w-[375px] max-sm:scale-[0.65]",
  room: "h-200 w-[375px] max-sm:h-130 max-sm:w-[244px]",
};

/** 1280 × 1600 px, at half their size. */
const DESK: ScreenLook = {
  screen: "h-400 w-[1280px] scale-50 max-sm:scale-[0.19]",
  room: "h-200 w-160 max-sm:h-76 max-sm:w-[243px]",
};

function Frame({ title, href, look }: { title: string; href: string; look: ScreenLook }) {
  return (
    <figure>
      <figcaption className="pb-1">
        <a href={href}>{title}</a>
      </figcaption>
      <div className={`overflow-hidden rounded-card border border-line ${look.room}`}>
        {/* For the eye alone: whoever does not look, or wants to try the keyboard, opens it by itself. */}
        <iframe
          title={title}
          src={href}
          sandbox="allow-same-origin"
          loading="lazy"
          inert
          className={`origin-top-left ${look.screen}`}
        />
      </div>
    </figure>
  );
}
