/** Learns from Kratos' own answers how it is configured, and finds what does not fit Foyer. */

import type { Config } from "@/lib/config/config";
import { readPath } from "@/lib/json";
import { toHeaderValues } from "@/lib/ory/exchange";
import { type Answer, ask, isSilent, type Silence, withoutQuery } from "./ask";
import { checkCookie } from "./check-cookie";
import { checkPasskeys } from "./check-passkeys";
import { toRefusalFindings } from "./check-refusal";
import { compareSetting, type Finding, KRATOS_FILE } from "./finding";

/** An origin nobody has: asked for as `return_to` and as CORS origin. */
const STRANGER = "https://foyer-doctor.invalid";

/** Pages whose address Kratos tells without a session. */
const FLOWS = ["login", "registration", "recovery", "verification"] as const;

type Asked = Pick<Config, "publicUrl" | "kratos">;

const HTML = { accept: "text/html" };
const JSON_ONLY = { accept: "application/json" };

export async function checkKratos(config: Asked): Promise<Finding[]> {
  const ready = await ask(`${config.kratos.publicUrl}/health/ready`);
  const setting = "KRATOS_PUBLIC_URL";
  const change = `environment: ${setting}=<Kratos' public API, as Foyer reaches it>`;
  if (isSilent(ready)) {
    const found = `Nothing answers at ${config.kratos.publicUrl} (${ready.reason}).`;
    return [{ severity: "error", setting, found, change }];
  }
  if (ready.status !== 200) {
    const found = `${config.kratos.publicUrl}/health/ready answers ${ready.status}, not 200: Kratos is not ready, or this is not its public API.`;
    return [{ severity: "error", setting, found, change }];
  }
  const flow = await askFlow(config, "login", JSON_ONLY);
  if (!isSilent(flow) && !isFromKratos(flow.json)) {
    const found = `${config.kratos.publicUrl} is ready, but answers ${flow.status} and no flow where Kratos makes a sign-in: another server is there.`;
    return [{ severity: "error", setting, found, change }];
  }
  const findings = await Promise.all([
    checkOwnAddress(config, flow),
    checkBaseUrl(config, flow),
    ...FLOWS.map((flow) => checkPage(config, flow)),
    checkReturnUrls(config),
    checkErrorPage(config),
    checkCors(config),
    checkPasskeys(config, flow),
  ]);
  return findings.flat();
}

/** A flow, or a refusal in Kratos' words: Hydra is ready at the same path, and a proxy may be. */
function isFromKratos(json: unknown): boolean {
  const action = readPath(json, "ui", "action");
  return typeof action === "string" || typeof readPath(json, "error", "code") === "number";
}

/** A Kratos whose forms and sign-in page are at one other address is configured for a Foyer there. */
async function checkOwnAddress(config: Asked, answer: Answer | Silence): Promise<Finding[]> {
  const base = toBaseUrl(answer);
  const { href } = config.publicUrl;
  if (base === undefined || base === href || !config.kratos.relay) return [];
  const page = await askFlow(config, "login", HTML);
  if (isSilent(page) || !page.location || withoutQuery(page.location) !== `${base}/login`) return [];
  return [
    {
      severity: "error",
      setting: "FOYER_PUBLIC_URL",
      found: `It is ${href}, and Kratos has Foyer at ${base} throughout: one of the two is wrong.`,
      change: `environment: FOYER_PUBLIC_URL=${base}; or, where ${href} is right, each line below`,
    },
  ];
}

/** The form's action is what `serve.public.base_url` made of it. */
function toBaseUrl(answer: Answer | Silence): string | undefined {
  const action = isSilent(answer) ? undefined : readPath(answer.json, "ui", "action");
  if (typeof action !== "string" || !URL.canParse(action)) return undefined;
  return withoutQuery(action).replace(/\/self-service\/login$/, "");
}

function checkBaseUrl(config: Asked, answer: Answer | Silence): Finding[] {
  const seen = toBaseUrl(answer);
  if (isSilent(answer) || seen === undefined) return [];
  return [
    ...compareSetting(KRATOS_FILE, "serve.public.base_url", {
      seen,
      wanted: `${config.kratos.browserUrl}/`,
      found: `Kratos' forms lead to ${seen}; Foyer shows only forms that lead to ${config.kratos.browserUrl}.`,
    }),
    ...checkCookie(answer.setCookies, config),
  ];
}

async function checkPage(config: Asked, flow: (typeof FLOWS)[number]): Promise<Finding[]> {
  const answer = await askFlow(config, flow, HTML);
  if (isSilent(answer) || !answer.location) return [];
  // To the error page: the flow is switched off, or refused.
  if (!new URL(answer.location).searchParams.has("flow"))
    return toRefusalFindings(flow, await askFlow(config, flow, JSON_ONLY));
  const seen = withoutQuery(answer.location);
  return compareSetting(KRATOS_FILE, `selfservice.flows.${flow}.ui_url`, {
    seen,
    wanted: `${config.publicUrl.href}/${flow}`,
    found: `Kratos sends people to ${seen}.`,
  });
}

async function checkReturnUrls(config: Asked): Promise<Finding[]> {
  const wanted = `${config.publicUrl.href}/account`;
  const answer = await askFlow(config, "login", JSON_ONLY, wanted);
  if (isSilent(answer) || readPath(answer.json, "error", "id") !== "self_service_flow_return_to_forbidden") {
    return [];
  }
  return [
    {
      severity: "error",
      setting: "selfservice.allowed_return_urls",
      found: `Kratos refuses to lead back to Foyer's own pages (${wanted}).`,
      change: `${KRATOS_FILE}: selfservice.allowed_return_urls: add "${config.publicUrl.href}/"`,
    },
  ];
}

/** A stranger's `return_to` must be refused, and the refusal leads to the error page. */
async function checkErrorPage(config: Asked): Promise<Finding[]> {
  const answer = await askFlow(config, "login", HTML, `${STRANGER}/`);
  if (isSilent(answer) || !answer.location) return [];
  const { searchParams } = new URL(answer.location);
  if (searchParams.has("flow")) {
    return [
      {
        severity: "error",
        setting: "selfservice.allowed_return_urls",
        found: `Kratos would lead people to ${STRANGER}: any site can be the end of a sign-in (open redirect).`,
        change: `${KRATOS_FILE}: selfservice.allowed_return_urls: list each origin in full, without wildcards`,
      },
    ];
  }
  const seen = withoutQuery(answer.location);
  return compareSetting(KRATOS_FILE, "selfservice.flows.error.ui_url", {
    seen,
    wanted: `${config.publicUrl.href}/error`,
    found: `Kratos shows its errors at ${seen}.`,
  });
}

async function checkCors(config: Asked): Promise<Finding[]> {
  const answer = await askFlow(config, "login", { ...JSON_ONLY, origin: STRANGER });
  if (isSilent(answer)) return [];
  const allowed = toHeaderValues(answer.headers["access-control-allow-origin"])[0];
  if (allowed !== "*" && allowed !== STRANGER) return [];
  return [
    {
      severity: "warning",
      setting: "serve.public.cors",
      found: "Kratos lets scripts of any site read its answers; Foyer needs no CORS.",
      change: `${KRATOS_FILE}: serve.public.cors.enabled: false`,
    },
  ];
}

/** With the headers that Foyer's relay sends: what Kratos answers may depend on them. */
function askFlow(config: Asked, flow: string, headers: Record<string, string>, returnTo?: string) {
  const query = returnTo ? `?return_to=${encodeURIComponent(returnTo)}` : "";
  const own = new URL(config.publicUrl.origin);
  return ask(`${config.kratos.publicUrl}/self-service/${flow}/browser${query}`, {
    headers: {
      ...headers,
      "x-forwarded-host": own.host,
      "x-forwarded-proto": own.protocol.slice(0, -1),
    },
  });
}
