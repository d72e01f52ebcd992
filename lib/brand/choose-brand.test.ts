/** Whose brand a page has, and what an app can do about it. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { PLAIN_BRAND } from "../../tests/unit/views/brand";
import type { Brand, Brands } from "./brand";
import { toAccentCss } from "./brand-css";
import { chooseAccent, chooseBrand } from "./choose-brand";
import { isHex, toContrast } from "./colour";

const toBrand = (id: string, audience: Partial<Brand["audience"]>, more: Partial<Brand> = {}): Brand => ({
  ...PLAIN_BRAND,
  id,
  audience: { ...PLAIN_BRAND.audience, ...audience },
  ...more,
});

const ORGANIZATION = "b8d61a4e-5ef0-4a4c-a2a1-0f6a2b1c9d3e";
const BRANDS: Brands = {
  byDefault: toBrand("default", {}),
  others: [
    toBrand("bank", { clients: ["bank-app"], hosts: ["id.bank.example"], organizations: [ORGANIZATION] }),
    toBrand("shop", { namedByClients: true, hosts: ["id.shop.example"] }),
  ],
  assets: new Map(),
};
const choose = (signs: Parameters<typeof chooseBrand>[1]) => chooseBrand(BRANDS, signs).id;

test("the app counts before the organization, that before the host, else it is the default", () => {
  const host = "id.shop.example";
  expect(choose({})).toBe("default");
  expect(choose({ host: "id.bank.example" })).toBe("bank");
  expect(choose({ host })).toBe("shop");
  expect(choose({ host, organization: ORGANIZATION })).toBe("bank");
  expect(
    choose({
      host,
      organization: ORGANIZATION,
      client: { id: "x", metadata: { foyer: { brand: "shop" } } },
    }),
  ).toBe("shop");
  expect(choose({ host, client: { id: "bank-app" } })).toBe("bank");
});

test("O25: an app gets no brand by naming it, unless the brand says that apps may", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom("bank", "default", "nobody"),
      fc.anything(),
      (id, brand, other) => {
        fc.pre(id !== "bank-app");
        for (const metadata of [{ foyer: { brand } }, { foyer: other }, other, { brand }])
          expect(choose({ client: { id, metadata } })).not.toBe("bank");
      },
    ),
  );
  expect(choose({ client: { id: "x", metadata: { foyer: { brand: "shop" } } } })).toBe("shop");
});

const SHOP = toBrand("shop", {}, { clientColours: true });

test("O25: of an app's metadata two colours reach a page, and only where they can be seen", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom("#0f5645", "#FFFFFF", "#ff0000", "#123456;}")),
      fc.anything(),
      (accent, more) => {
        const chosen = chooseAccent(SHOP, { foyer: { accent, accentDark: more } });
        if (!chosen) return;
        expect(isHex(chosen.light) && isHex(chosen.dark)).toBe(true);
        expect(toContrast(chosen.light, SHOP.palettes.light.panel)).toBeGreaterThanOrEqual(3);
        expect(toContrast(chosen.dark, SHOP.palettes.dark.panel)).toBeGreaterThanOrEqual(3);
        expect(toAccentCss(chosen.light, chosen.dark)).toMatch(/^[\w#:;,{}()@ -]+$/);
      },
    ),
  );
});

test("O25: an app's accent counts only on pages of a brand that allows it", () => {
  const metadata = { foyer: { accent: "#7a1f35" } };
  expect(chooseAccent(PLAIN_BRAND, metadata)).toBeUndefined();
  expect(chooseAccent(SHOP, metadata)).toMatchObject({ light: "#7a1f35" });
  expect(chooseAccent(SHOP, { foyer: { accent: "#fdfefc" } })).toBeUndefined();
  expect(chooseAccent({ ...SHOP, scheme: "dark" }, { foyer: { accent: "#ffcc00" } })).toEqual({
    light: "#ffcc00",
    dark: "#ffcc00",
  });
});
