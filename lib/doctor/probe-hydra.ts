/** Starts an authorization with a client made for this purpose, to see where Hydra sends people; removes it again. */

import type { Config } from "@/lib/config/config";
import { readPath } from "@/lib/json";
import { toCookieName, toCookiePair } from "@/lib/web/cookies/cookies";
import { type Answer, ask, isSilent, type Silence, withoutQuery } from "./ask";
import { compareSetting, type Finding, HYDRA_FILE } from "./finding";

const SUBJECT = "foyer-doctor";
const REDIRECT_URI = "https://foyer-doctor.invalid/callback";
const REMEMBER_SECONDS = 60;
const JSON_TYPE = { "content-type": "application/json" };

interface Hydra {
  adminUrl: string;
  publicUrl: string;
  authorization?: string;
}

/** Writes to Hydra (a client, a login session), and takes both back: only where somebody asked for it. */
export async function probeHydra(config: Config): Promise<Finding[]> {
  const { hydra, apiToken } = config;
  if (!hydra?.publicUrl) return [];
  const target: Hydra = {
    adminUrl: hydra.adminUrl,
    publicUrl: hydra.publicUrl,
    authorization: apiToken ? `Bearer ${apiToken}` : undefined,
  };
  const clientId = await createClient(target);
  if (!clientId) return [];
  try {
    return [
      ...(await probeRegistration(config, target, clientId)),
      ...(await probeLogin(config, target, clientId)),
    ];
  } finally {
    await askAdmin(target, `/admin/oauth2/auth/sessions/login?subject=${SUBJECT}`, "DELETE");
    await askAdmin(target, `/admin/clients/${encodeURIComponent(clientId)}`, "DELETE");
  }
}

async function createClient(hydra: Hydra): Promise<string | undefined> {
  const answer = await askAdmin(hydra, "/admin/clients", "POST", {
    client_name: "Foyer's config doctor (temporary)",
    grant_types: ["authorization_code"],
    response_types: ["code"],
    scope: "openid",
    redirect_uris: [REDIRECT_URI],
  });
  const id = isSilent(answer) ? undefined : readPath(answer.json, "client_id");
  return typeof id === "string" ? id : undefined;
}

async function probeRegistration(config: Config, hydra: Hydra, clientId: string): Promise<Finding[]> {
  const answer = await authorize(hydra, clientId, new Map(), { prompt: "registration" });
  return comparePage(config, answer, "registration", "login_challenge");
}

/** Login, consent and logout in one browser-like session: Hydra's CSRF cookie ties them together. */
async function probeLogin(config: Config, hydra: Hydra, clientId: string): Promise<Finding[]> {
  const jar = new Map<string, string>();
  const login = await authorize(hydra, clientId, jar);
  const findings = comparePage(config, login, "login", "login_challenge");
  const challenge = toParameter(login, "login_challenge");
  if (!challenge) return findings;
  const accepted = await askAdmin(
    hydra,
    `/admin/oauth2/auth/requests/login/accept?login_challenge=${encodeURIComponent(challenge)}`,
    "PUT",
    { subject: SUBJECT, remember: true, remember_for: REMEMBER_SECONDS },
  );
  const redirectTo = isSilent(accepted) ? undefined : readPath(accepted.json, "redirect_to");
  if (typeof redirectTo !== "string") return findings;
  const consent = await visit(redirectTo, jar);
  findings.push(...comparePage(config, consent, "consent", "consent_challenge"));
  const logout = await visit(`${hydra.publicUrl}/oauth2/sessions/logout`, jar);
  findings.push(...comparePage(config, logout, "logout", "logout_challenge"));
  return findings;
}

/** Says nothing when the answer carries no challenge: then Hydra did something else, which this is not about. */
function comparePage(
  config: Config,
  answer: Answer | Silence,
  page: "login" | "registration" | "consent" | "logout",
  parameter: string,
): Finding[] {
  if (isSilent(answer) || !answer.location || !toParameter(answer, parameter)) return [];
  const seen = withoutQuery(answer.location);
  return compareSetting(HYDRA_FILE, `urls.${page}`, {
    seen,
    wanted: `${config.publicUrl.href}/${page}`,
    found: `Hydra sends people to ${seen}.`,
  });
}

function toParameter(answer: Answer | Silence, name: string): string | undefined {
  if (isSilent(answer) || !answer.location) return undefined;
  return new URL(answer.location).searchParams.get(name) ?? undefined;
}

function authorize(
  hydra: Hydra,
  clientId: string,
  jar: Map<string, string>,
  more: Record<string, string> = {},
) {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    scope: "openid",
    state: "foyer-doctor-state",
    redirect_uri: REDIRECT_URI,
    ...more,
  });
  return visit(`${hydra.publicUrl}/oauth2/auth?${query}`, jar);
}

async function visit(url: string, jar: Map<string, string>): Promise<Answer | Silence> {
  const cookie = [...jar.values()].join("; ");
  const answer = await ask(url, { headers: { ...(cookie && { cookie }) } });
  for (const line of isSilent(answer) ? [] : answer.setCookies)
    jar.set(toCookieName(line), toCookiePair(line));
  return answer;
}

function askAdmin({ adminUrl, authorization }: Hydra, path: string, method: string, body?: object) {
  return ask(adminUrl + path, {
    method,
    headers: { ...JSON_TYPE, ...(authorization && { authorization }) },
    body: body && JSON.stringify(body),
  });
}
