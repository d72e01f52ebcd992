/** Finds an address of an admin API that leads elsewhere: both ports of Kratos and of Hydra are ready at the same path. */

import type { Config } from "@/lib/config/config";
import { askAdmin, isSilent } from "./ask";
import type { Finding } from "./finding";

/** Lists that only an admin API answers. */
export const ADMIN_LISTS = {
  Kratos: "/admin/identities?page_size=1",
  Hydra: "/admin/clients?page_size=1",
} as const;

type Server = keyof typeof ADMIN_LISTS;

const WHOSE = { Kratos: "Kratos'", Hydra: "Hydra's" } as const;
const VARIABLES = { Kratos: "KRATOS_ADMIN_URL", Hydra: "HYDRA_ADMIN_URL" } as const;

type Known = Pick<Config, "kratos" | "apiToken" | "console">;

/** Without the console nothing is asked of Kratos' admin API. */
export async function checkKratosAdmin(config: Known): Promise<Finding[]> {
  const { kratos, console } = config;
  if (!kratos.adminUrl) return [];
  const findings = await checkAdminList("Kratos", kratos.adminUrl, config);
  return console ? findings : findings.map((finding) => ({ ...finding, severity: "warning" }));
}

export async function checkAdminList(
  server: Server,
  url: string,
  { apiToken }: Pick<Config, "apiToken">,
): Promise<Finding[]> {
  const path = ADMIN_LISTS[server];
  const answer = await askAdmin(url + path, { apiToken });
  if (isSilent(answer)) return [toFinding(server, `Nothing answers at ${url} (${answer.reason}).`)];
  if (answer.status === 200 && Array.isArray(answer.json)) return [];
  if (apiToken && (answer.status === 401 || answer.status === 403)) return [toRefusedToken(answer.status)];
  const [asked] = path.split("?");
  return [
    toFinding(
      server,
      `${url}${asked} answers ${answer.status} and no list: this is not ${WHOSE[server]} admin API (its public port, or another server), or it cannot work.`,
    ),
  ];
}

function toFinding(server: Server, found: string): Finding {
  const setting = VARIABLES[server];
  const change = `environment: ${setting}=<${WHOSE[server]} admin API, as Foyer reaches it>`;
  return { severity: "error", setting, found, change };
}

function toRefusedToken(status: number): Finding {
  return {
    severity: "error",
    setting: "ORY_PROJECT_API_TOKEN",
    found: `The admin API at ORY_SDK_URL answers ${status}: it does not take this token.`,
    change: "environment: ORY_PROJECT_API_TOKEN=<an API key of this very project>",
  };
}
