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
