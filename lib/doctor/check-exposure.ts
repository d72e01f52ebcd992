/** Finds admin APIs that anybody on the internet can reach, and a Foyer that nobody can. */

import { lookup } from "node:dns/promises";
import type { Config } from "@/lib/config/config";
import { isLoopback } from "@/lib/loopback";
import { ask, isSilent } from "./ask";
import { ADMIN_LISTS } from "./check-admin";
import { checkFoyer, checkMetrics } from "./check-proxy";
import type { Finding } from "./finding";

export async function checkExposure(config: Config): Promise<Finding[]> {
  const { publicUrl, kratos, hydra } = config;
  const bases = new Set([publicUrl.origin, publicUrl.href, kratos.publicUrl, hydra?.publicUrl]);
  const { hostname } = new URL(publicUrl.origin);
  const isHere = await leadsToLoopback(hostname);
  for (const admin of [kratos.adminUrl, hydra?.adminUrl]) {
    const port = admin && new URL(admin).port;
    if (port && !isHere) bases.add(`http://${hostname}:${port}`);
  }
  // With Ory Network one address serves both APIs, and a token stands in front of the admin one.
  const isOneAddress = config.apiToken !== undefined;
  const checks = [...bases].flatMap((base) =>
    base && !isOneAddress ? [checkAdmin("Kratos", base), checkAdmin("Hydra", base)] : [],
  );
  return (await Promise.all([...checks, checkFoyer(publicUrl.href), checkMetrics(publicUrl.href)])).flat();
}

/** Where a hosts file says so too: the ports of that address are this machine's alone, and say nothing of what others reach. */
async function leadsToLoopback(hostname: string): Promise<boolean> {
  if (isLoopback(hostname)) return true;
  const found = await lookup(hostname).catch(() => undefined);
  return found !== undefined && isLoopback(found.family === 6 ? `[${found.address}]` : found.address);
}

async function checkAdmin(server: keyof typeof ADMIN_LISTS, base: string): Promise<Finding[]> {
  const answer = await ask(base + ADMIN_LISTS[server]);
  if (isSilent(answer) || answer.status !== 200 || !Array.isArray(answer.json)) return [];
  return [
    {
      severity: "error",
      setting: `admin API of ${server}`,
      found: `${base} answers the admin API of ${server}: whoever reaches that address can read and change everything.`,
      change: `firewall or proxy: let only Foyer reach the admin port of ${server}`,
    },
  ];
}
