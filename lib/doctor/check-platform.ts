/** What a platform of many short-lived instances needs (docs/operations.md, "Vercel"). */

import type { Config } from "@/lib/config/config";
import type { Finding } from "./finding";

export function checkPlatform({
  runsOnVercel,
  redisUrl,
}: Pick<Config, "runsOnVercel" | "redisUrl">): Finding[] {
  if (!runsOnVercel || redisUrl) return [];
  return [
    {
      severity: "error",
      setting: "FOYER_REDIS_URL",
      found:
        "Each function instance counts attempts by itself, and a stranger can have as many instances as they want.",
      change: "environment: FOYER_REDIS_URL=rediss://…",
    },
  ];
}
