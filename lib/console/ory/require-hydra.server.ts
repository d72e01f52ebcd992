/** Pages of what Hydra has are not there without it. */

import { getConfig } from "@/lib/config/config";
import { ConsoleProblem } from "../problem";

/** @throws ConsoleProblem 404 where Foyer is configured without Hydra */
export function requireHydra(): { adminUrl: string; publicUrl?: string } {
  const { hydra } = getConfig();
  if (!hydra)
    throw new ConsoleProblem(404, {
      title: "This installation has no Hydra",
      text: "Apps, keys and trusted issuers belong to Hydra, and HYDRA_ADMIN_URL is not set.",
    });
  return hydra;
}

/** Dynamic registration, and signing in as an app does, are Hydra's in public. @throws ConsoleProblem 404 without its address */
export function requirePublicHydra(): { publicUrl: string } {
  const { publicUrl } = requireHydra();
  if (!publicUrl)
    throw new ConsoleProblem(404, {
      title: "Where Hydra answers in public is not known",
      text: "Apps register themselves and sign people in there, and HYDRA_PUBLIC_URL is not set.",
    });
  return { publicUrl };
}
