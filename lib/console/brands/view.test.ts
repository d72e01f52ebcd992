import { expect, test } from "vitest";
import { DEFAULT_PALETTES } from "@/lib/brand/palette";
import { getEnglish, loadTranslator } from "@/lib/i18n/languages";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { PLAIN_BRAND } from "@/tests/unit/views/brand";
import { toSampleFlow } from "./sample-flow";
import { toBrandView } from "./view";

test("says each pair's contrast in each scheme that is drawn, never rounded up to what it needs", () => {
  const light = { ...DEFAULT_PALETTES.light, muted: "#777777", panel: "#ffffff" } as const;
  const brand = { ...PLAIN_BRAND, palettes: { ...DEFAULT_PALETTES, light } };
  const { schemes } = toBrandView(brand, brand);
  expect(schemes.map(({ scheme }) => scheme)).toEqual(["light", "dark"]);
  const pair = schemes[0]?.pairs.find(({ colour, ground }) => colour === "muted" && ground === "panel");
  expect(pair).toMatchObject({ ratio: "4.47", needed: 4.5, isEnough: false });
  expect(toBrandView({ ...brand, scheme: "dark" }, brand).schemes.map(({ scheme }) => scheme)).toEqual([
    "dark",
  ]);
});

test("names whose pages a brand is on, and which brand is everybody else's", () => {
  const audience = { hosts: ["id.a.example"], organizations: ["o"], clients: ["c"], namedByClients: true };
  expect(toBrandView({ ...PLAIN_BRAND, id: "a", audience }, PLAIN_BRAND)).toMatchObject({
    ...audience,
    isDefault: false,
  });
  expect(toBrandView(PLAIN_BRAND, PLAIN_BRAND).isDefault).toBe(true);
});

test("the sign-in that is drawn has a form of each kind, in the page's own language", async () => {
  const draw = (isRefused: boolean, t = getEnglish()) =>
    toFlowView(toSampleFlow("https://id.example/self-service/login", isRefused), {
      kind: "login",
      t,
      kratosBrowserUrl: "https://id.example",
      publicUrl: "https://id.example",
    });
  const view = draw(false);
  expect(view.unknown).toEqual([]);
  expect(view.forms.map(({ group }) => group)).toEqual(["password", "oidc"]);
  expect(view.messages).toEqual([]);
  const arabic = JSON.stringify(draw(true, await loadTranslator("ar")).messages);
  expect(arabic).toContain("كلمة");
});
