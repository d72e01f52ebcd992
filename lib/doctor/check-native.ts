/** Finds a Kratos that is said to accept apps' sign-ins itself (FOYER_NATIVE_OAUTH2) and knows no Hydra. */

import type { Config } from "@/lib/config/config";
import { readPath } from "@/lib/json";
import { ask, isSilent } from "./ask";
import { type Finding, KRATOS_FILE } from "./finding";

/** No challenge of Hydra's: a Kratos that knows a Hydra refuses it in other words. */
const CHALLENGE = "foyer-doctor";
const SETTING = "oauth2_provider.url";

export async function checkNative({
  kratos,
  hydra,
  nativeOAuth2,
}: Pick<Config, "kratos" | "hydra" | "nativeOAuth2">): Promise<Finding[]> {
  if (!nativeOAuth2) return [];
  const answer = await ask(`${kratos.publicUrl}/self-service/login/browser?login_challenge=${CHALLENGE}`, {
    headers: { accept: "application/json" },
  });
  const reason = isSilent(answer) ? undefined : readPath(answer.json, "error", "reason");
  if (typeof reason !== "string" || !reason.includes(SETTING)) return [];
  return [
    {
      severity: "error",
      setting: "FOYER_NATIVE_OAUTH2",
      found: `Foyer leaves apps' sign-ins to Kratos, whose ${SETTING} is not set: each of them ends in an error.`,
      change: `environment: unset FOYER_NATIVE_OAUTH2; or ${KRATOS_FILE}: ${SETTING}: ${hydra?.adminUrl ?? "<Hydra's admin API>"}`,
    },
  ];
}
