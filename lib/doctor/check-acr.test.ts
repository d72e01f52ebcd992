import { expect, it } from "vitest";
import type { Config } from "@/lib/config/config";
import { oauth2ConfigSchema } from "@/lib/oauth2/config";
import { checkAcr } from "./check-acr";

/** As docs/oauth2.md names its levels. */
const METALS = { silver: "aal1", gold: "aal2" };

const look = (
  acrValues: string[],
  {
    acrLevels,
    own = true,
    nativeOAuth2 = false,
  }: { acrLevels?: object; own?: boolean; nativeOAuth2?: boolean } = {},
) =>
  checkAcr({
    console: { signIn: { kind: "oidc", acrValues }, identityIssuer: own ? "https://id.example" : undefined },
    oauth2: oauth2ConfigSchema.parse(acrLevels ? { acrLevels } : {}),
    nativeOAuth2,
  } as never as Config).map(({ severity, change }) => [severity, change]);

it("a second factor by a name that FOYER_OAUTH2_CONFIG does not have: no operator can sign in", () => {
  expect(look(["aal2"])).toEqual([]);
  expect(look(["aal2"], { acrLevels: METALS })).toEqual([
    ["error", "environment: CONSOLE_OIDC_ACR_VALUES=gold"],
  ]);
  expect(look(["aal2", "gold"], { acrLevels: METALS })).toEqual([]);
  expect(look(["aal2"], { acrLevels: { silver: "aal1" } })).toEqual([
    ["error", "environment: CONSOLE_OIDC_ISSUER=kratos"],
  ]);
});

it("a name that a sign-in without a second factor has too is told of", () => {
  expect(look(["gold", "silver"], { acrLevels: METALS })).toEqual([
    ["warning", "environment: CONSOLE_OIDC_ACR_VALUES=gold"],
  ]);
});

it("where Kratos answers apps' sign-ins itself, it says no acr at all", () => {
  expect(look(["aal2"], { nativeOAuth2: true })).toEqual([
    ["error", "environment: CONSOLE_OIDC_ISSUER=kratos"],
  ]);
});

it("nothing is said where nothing is checked, of another provider, or without a console", () => {
  expect(look([], { acrLevels: METALS })).toEqual([]);
  expect(look(["aal2"], { acrLevels: METALS, own: false })).toEqual([]);
  expect(checkAcr({ console: undefined } as never as Config)).toEqual([]);
});
