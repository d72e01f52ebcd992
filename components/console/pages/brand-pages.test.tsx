import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { toBrandView } from "@/lib/console/brands/view";
import { toSegment } from "@/lib/console/request/segment";
import { PLAIN_BRAND } from "@/tests/unit/views/brand";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";
import { BrandPage } from "./brand-page";
import { BrandsPage } from "./brands-page";

/** As an address none of these is one segment. */
const NAMES = ["shop/web", "50% off", "~tilde", "..", "urn:app?x#y"];

it.each(NAMES)("the brand, its sign-in page and an app of it lead on where they are named %j", (name) => {
  const audience = { ...PLAIN_BRAND.audience, clients: [name] };
  const view = toBrandView({ ...PLAIN_BRAND, id: name, audience }, PLAIN_BRAND);
  const html =
    renderToStaticMarkup(<BrandPage context={CONSOLE_CHROME} view={view} />) +
    renderToStaticMarkup(<BrandsPage context={CONSOLE_CHROME} rows={[view]} />);
  const { consolePath } = CONSOLE_CHROME;
  expect(html).toContain(`href="${consolePath}/clients/${toSegment(name)}"`);
  expect(html).toContain(`href="${consolePath}/brands/${toSegment(name)}"`);
  expect(html).toContain(`"${consolePath}/brands/${toSegment(name)}/sign-in?`);
});
