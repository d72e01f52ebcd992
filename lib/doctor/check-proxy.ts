/** Finds a proxy in front that Foyer is not told of, or that passes on less than pages need. */

import type { Config } from "@/lib/config/config";
import type { Variables } from "@/lib/config/variables";
import { type Answer, ask, isSilent, type Silence, toAnswered, withoutQuery } from "./ask";
import type { Finding } from "./finding";

/** What people come by and Foyer does not speak, something in front speaks. */
export function checkCountedProxies(
  {
    publicUrl,
    trustedProxyHops,
    runsOnVercel,
  }: Pick<Config, "publicUrl" | "trustedProxyHops" | "runsOnVercel">,
  env: Variables,
): Finding[] {
  const hasProxy = publicUrl.origin.startsWith("https:") && !env.TLS_CERT_PATH;
  if (!hasProxy || trustedProxyHops > 0 || runsOnVercel) return [];
  return [
    {
      severity: "warning",
      setting: "FOYER_TRUSTED_PROXY_HOPS",
      found:
        "People come by https, which a proxy in front of Foyer ends, and none is counted: everybody has that proxy's address, " +
        "in Kratos' session list too, and all share one limit.",
      change: "environment: FOYER_TRUSTED_PROXY_HOPS=<how many proxies append to X-Forwarded-For, often 1>",
    },
  ];
}

/**
 * A page of Foyer's that says where Foyer is: behind a proxy that takes the base path away it is another, and unlike
 * `/health/alive` no proxy has a reason to keep it in.
 */
const PAGE = "/.well-known/change-password";
const LEADS_TO = "/settings";
const SEE_OTHER = 303;

/** In bytes, of each line: a request has Hydra's challenge in its address, and the cookies of every sign-in that waits. */
const LINE_BYTES = 12 * 1024;

/** @param href the address that people see */
export async function checkFoyer(href: string): Promise<Finding[]> {
  const answer = await ask(href + PAGE);
  if (isFromFoyer(answer, href)) return checkHeads(href);
  return [
    {
      severity: "warning",
      setting: "FOYER_PUBLIC_URL",
      found: `Foyer does not answer at ${href} (${toAnswered(answer)}), seen from here: it does not run, or the proxy does not lead to it, or changes the path.`,
      change: "proxy: pass every path below FOYER_PUBLIC_URL to Foyer, base path included",
    },
  ];
}

async function checkHeads(href: string): Promise<Finding[]> {
  const filling = "a".repeat(LINE_BYTES);
  const answer = await ask(`${href}${PAGE}?foyer-doctor=${filling}`, {
    headers: { cookie: `foyer-doctor=${filling}` },
  });
  if (isFromFoyer(answer, href)) return [];
  return [
    {
      severity: "warning",
      setting: "request heads",
      found: `A request with an address and cookies of ${LINE_BYTES / 1024} kB each does not get through to Foyer (${toAnswered(answer)}): who has several sign-ins open, or comes from an app with a long request, is shut out.`,
      change:
        "proxy: let request heads of 32 kB pass (nginx: large_client_header_buffers 4 32k; HAProxy: tune.bufsize 49152)",
    },
  ];
}

function isFromFoyer(answer: Answer | Silence, href: string): boolean {
  if (isSilent(answer) || answer.status !== SEE_OTHER || !answer.location) return false;
  return withoutQuery(answer.location) === href + LEADS_TO;
}

/** @param href the address that people see */
export async function checkMetrics(href: string): Promise<Finding[]> {
  const answer = await ask(`${href}/metrics`);
  if (isSilent(answer) || answer.status !== 200 || !answer.text.includes("foyer_http_requests_total"))
    return [];
  return [
    {
      severity: "warning",
      setting: "FOYER_METRICS_TOKEN",
      found: `${href}/metrics answers whoever asks.`,
      change: "proxy: keep /metrics in; or environment: FOYER_METRICS_TOKEN=<openssl rand -hex 32>",
    },
  ];
}
