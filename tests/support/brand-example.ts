/** Holds an example of docs/customising.md to what holds for every page: it starts, is accessible, and is no heavier. */

import { BRAND_STATES } from "./brand-states";
import { expect, expectSound, open, test } from "./state-test";
import { measureVisit, sumBytes } from "./wire";

/** Of the sign-in page with every method, on the wire; Kratos' own script apart. */
const LOGIN_LIMIT = 15_000;

interface Example {
  /** As the brand file says it. */
  name: string;
  lang: string;
}

export function holdExample(folder: string, { name, lang }: Example): void {
  test.use({ foyerEnv: { FOYER_BRAND: `examples/brands/${folder}` } });

  for (const [page, state] of BRAND_STATES) {
    test(`${folder}: ${page} is accessible in light and dark, and fits a phone`, async ({
      desk,
      contract,
    }) => {
      // What a page is called is said in English by its state.
      const said = lang === "en" ? state : { ...state, heading: undefined };
      await expectSound(desk, contract, `${folder}-${page.replaceAll(" ", "-")}`, said);
      await expect(desk.page.locator("header, main").first()).toContainText(name);
      await expect(desk.page.locator("html")).toHaveAttribute("lang", lang);
    });
  }

  test(`${folder}: who asks for more contrast reads in the ink, between lines of it`, async ({
    desk,
    contract,
  }) => {
    const { page } = desk;
    await open(desk, contract, { path: "/login?flow=login-all-initial" });
    const toColours = () =>
      page.evaluate(() => ({
        ink: getComputedStyle(document.body).color,
        muted: getComputedStyle(document.querySelector("footer") ?? document.body).color,
        field: getComputedStyle(document.querySelector('[name="identifier"]') ?? document.body)
          .borderTopColor,
      }));
    const { ink, muted } = await toColours();
    expect(muted).not.toBe(ink);
    await page.emulateMedia({ contrast: "more", reducedMotion: "reduce" });
    expect(await toColours()).toEqual({ ink, muted: ink, field: ink });
    await page.emulateMedia({ contrast: null, reducedMotion: null });
  });

  test(`${folder}: the sign-in page is 15 kB or less`, async ({ browser, contract }) => {
    const page = await browser.newPage({ baseURL: contract.foyer.url, locale: lang });
    const all = await measureVisit(page, "/login?flow=login-all-initial");
    const requests = all.filter(({ url }) => !url.includes("/.well-known/ory/webauthn.js"));
    expect(sumBytes(requests)).toBeGreaterThan(1000);
    expect(sumBytes(requests)).toBeLessThanOrEqual(LOGIN_LIMIT);
    const assets = requests.flatMap(
      ({ url }) => /\/assets\/(?:foyer|brand)\.[\w-]{10}\.(\w+)$/.exec(url)?.[1] ?? [],
    );
    expect(assets.toSorted()).toEqual(["css", "js"]);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await page.close();
  });
}
