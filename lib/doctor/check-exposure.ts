/** Finds admin APIs that anybody on the internet can reach, and a Foyer that nobody can. */

import type { Config } from "@/lib/config/config";
import { isLoopback } from "@/lib/loopback";
import { ask, isSilent } from "./ask";
import type { Finding } from "./finding";

/** Lists that only an admin API answers. */
const ADMIN_PATHS = { Kratos: "/admin/identities?page_size=1", Hydra: "/admin/clients?page_size=1" } as const;

export async function checkExposure(config: Config): Promise<Finding[]> {
  const { publicUrl, kratos, hydra } = config;
  const bases = new Set([publicUrl.origin, publicUrl.href, kratos.publicUrl, hydra?.publicUrl]);
  const hostname = new URL(publicUrl.origin).hostname;
  for (const admin of [kratos.adminUrl, hydra?.adminUrl]) {
    const port = admin && new URL(admin).port;
    if (port && !isLoopback(hostname)) bases.add(`http://${hostname}:${port}`);
  }
  // With Ory Network one address serves both APIs, and a token stands in front of the admin one.
  const isOneAddress = config.apiToken !== undefined;
  const checks = [...bases].flatMap((base) =>
    base && !isOneAddress ? [checkAdmin("Kratos", base), checkAdmin("Hydra", base)] : [],
  );
  return (await Promise.all([...checks, checkFoyer(publicUrl.href)])).flat();
}

async function checkAdmin(server: keyof typeof ADMIN_PATHS, base: string): Promise<Finding[]> {
  const answer = await ask(base + ADMIN_PATHS[server]);
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

async function checkFoyer(href: string): Promise<Finding[]> {
  const answer = await ask(`${href}/health/alive`);
  if (!isSilent(answer) && answer.status === 200) return [];
  const seen = isSilent(answer) ? answer.reason : `status ${answer.status}`;
  return [
    {
      severity: "warning",
      setting: "FOYER_PUBLIC_URL",
      found: `Foyer does not answer at ${href} (${seen}), seen from here: it does not run, or the proxy does not lead to it.`,
      change: "proxy: pass every path below FOYER_PUBLIC_URL to Foyer, base path included",
    },
  ];
}
