/** Finds what operators are asked to prove (CONSOLE_OIDC_ACR_VALUES) where this very Foyer, in front of Hydra, does not prove it. */

import type { Config } from "@/lib/config/config";
import type { Finding } from "./finding";

const SETTING = "CONSOLE_OIDC_ACR_VALUES";
const CONSOLE_ON_KRATOS = "environment: CONSOLE_OIDC_ISSUER=kratos";

type Known = Pick<Config, "console" | "oauth2" | "nativeOAuth2">;

export function checkAcr({ console, oauth2, nativeOAuth2 }: Known): Finding[] {
  // Of another provider nothing is known.
  if (console?.signIn.kind !== "oidc" || console.identityIssuer === undefined) return [];
  const { acrValues } = console.signIn;
  if (acrValues.length === 0) return [];
  const asked = acrValues.join(" ");
  if (nativeOAuth2) {
    const found = `The console asks for ${asked}, and with FOYER_NATIVE_OAUTH2 Kratos answers sign-ins, without acr: no operator can sign in.`;
    return [{ severity: "error", setting: SETTING, found, change: CONSOLE_ON_KRATOS }];
  }
  const levels = new Map(Object.entries(oauth2.acrLevels));
  const [second] = [...levels].flatMap(([name, level]) => (level === "aal2" ? [name] : []));
  const change = second === undefined ? CONSOLE_ON_KRATOS : `environment: ${SETTING}=${second}`;
  if (!acrValues.some((value) => levels.has(value))) {
    const found = `The console asks for ${asked}, which is none of acrLevels in the file of FOYER_OAUTH2_CONFIG: no operator can sign in.`;
    return [{ severity: "error", setting: SETTING, found, change }];
  }
  const first = acrValues.filter((value) => levels.get(value) === "aal1");
  if (first.length === 0) return [];
  const found = `It names ${first.join(" ")}, which a sign-in without a second factor has too (acrLevels): operators need none.`;
  return [{ severity: "warning", setting: SETTING, found, change }];
}
