/** Learns from Hydra's own answers how it is configured, without changing anything there. */

import type { Config } from "@/lib/config/config";
import { readPath } from "@/lib/json";
import { trimSlashes } from "@/lib/trim-slashes";
import { ask, isSilent, toAnswered, withoutQuery } from "./ask";
import { checkAdminList } from "./check-admin";
import { compareSetting, type Finding, HYDRA_FILE } from "./finding";

/** A new Hydra makes its keys, of 4096 bits, as it is first asked about them, and answers then. */
const KEY_MAKING_MS = 30_000;

type HydraConfig = NonNullable<Config["hydra"]>;

export async function checkHydra(config: Config): Promise<Finding[]> {
  const { hydra } = config;
  if (!hydra) return [];
  const findings = await Promise.all([
    checkAdmin(hydra, config),
    hydra.publicUrl ? checkIssuer(hydra.publicUrl) : toMissingPublicUrl(),
    hydra.publicUrl ? checkErrorPage(config, hydra.publicUrl) : [],
    hydra.publicUrl ? checkKeys(hydra.publicUrl) : [],
  ]);
  return findings.flat();
}

async function checkAdmin({ adminUrl }: HydraConfig, config: Config): Promise<Finding[]> {
  const answer = await ask(`${adminUrl}/health/ready`);
  if (!isSilent(answer) && answer.status === 200) return checkAdminList("Hydra", adminUrl, config);
  const seen = isSilent(answer) ? `Nothing answers (${answer.reason})` : `The answer is ${answer.status}`;
  return [
    {
      severity: "error",
      setting: "HYDRA_ADMIN_URL",
      found: `${seen} at ${adminUrl}/health/ready.`,
      change: "environment: HYDRA_ADMIN_URL=<Hydra's admin API, as Foyer reaches it>",
    },
  ];
}

/** OpenID Connect Discovery 1.0 §4.3: the issuer is the address it was found at. */
async function checkIssuer(publicUrl: string): Promise<Finding[]> {
  const answer = await ask(`${publicUrl}/.well-known/openid-configuration`, { timeoutMs: KEY_MAKING_MS });
  const issuer = isSilent(answer) ? undefined : readPath(answer.json, "issuer");
  if (typeof issuer !== "string") {
    return [
      {
        severity: "warning",
        setting: "HYDRA_PUBLIC_URL",
        found: `No discovery document was found below ${publicUrl}, seen from here (${toAnswered(answer)}).`,
        change: "environment: HYDRA_PUBLIC_URL=<Hydra's issuer, as browsers see it>",
      },
    ];
  }
  const found = `Hydra calls itself ${issuer}, but HYDRA_PUBLIC_URL is ${publicUrl}: Foyer would refuse every redirect to it.`;
  return compareSetting(HYDRA_FILE, "urls.self.issuer", { seen: issuer, wanted: publicUrl, found }).map(
    (finding) => ({
      ...finding,
      // Apps know the issuer by its name: where some use it already, it is not Hydra's that may change.
      change: `environment: HYDRA_PUBLIC_URL=${trimSlashes(issuer)}; or, where no app uses that issuer yet, ${finding.change}`,
    }),
  );
}

/** Hydra is ready without its keys too: after a restore, or a rotation, with another secret than they were written under. */
async function checkKeys(publicUrl: string): Promise<Finding[]> {
  const answer = await ask(`${publicUrl}/.well-known/jwks.json`);
  if (isSilent(answer) || answer.status !== 500) return [];
  return [
    {
      severity: "error",
      setting: "secrets.system",
      found: "Hydra is ready, but cannot read its signing keys (status 500): no app gets a token.",
      change: `${HYDRA_FILE}: secrets.system: add at its end the secret that was in use before; or, where that is lost, Hydra's admin API: DELETE /admin/keys/hydra.openid.id-token and /admin/keys/hydra.jwt.access-token, in whose place Hydra makes new ones`,
    },
  ];
}

/** An unknown client cannot be sent back anywhere: Hydra shows the error itself, at `urls.error`. */
async function checkErrorPage(config: Config, publicUrl: string): Promise<Finding[]> {
  const query = new URLSearchParams({
    client_id: "foyer-doctor-unknown",
    response_type: "code",
    state: "foyer-doctor-state",
  });
  const answer = await ask(`${publicUrl}/oauth2/auth?${query}`);
  if (isSilent(answer) || !answer.location) return [];
  const seen = withoutQuery(answer.location);
  return compareSetting(HYDRA_FILE, "urls.error", {
    seen,
    wanted: `${config.publicUrl.href}/error`,
    found: `Hydra shows its errors at ${seen}.`,
  });
}

function toMissingPublicUrl(): Finding[] {
  return [
    {
      severity: "warning",
      setting: "HYDRA_PUBLIC_URL",
      found: "HYDRA_PUBLIC_URL is not set: Foyer takes Hydra's word for where redirects may lead.",
      change: "environment: HYDRA_PUBLIC_URL=<Hydra's issuer, as browsers see it>",
    },
  ];
}
