/** Finds a proxy that leads Kratos' paths of Foyer's own address past Foyer, where the CSRF cookie has a name that Kratos does not know. */

import type { Config } from "@/lib/config/config";
import { toHeaderValues } from "@/lib/ory/exchange";
import { isRenamed, toCookieName } from "@/lib/web/cookies/cookies";
import { COMMON_HEADERS } from "@/lib/web/security-headers";
import { type Answer, ask, isSilent } from "./ask";
import type { Finding } from "./finding";

const BEGIN = "/self-service/login/browser";

/** As a browser does it. What answers without a CSRF cookie of Kratos' says nothing, nor does a Foyer of before that name. */
export async function checkRelay({ publicUrl }: Pick<Config, "publicUrl">): Promise<Finding[]> {
  const answer = await ask(publicUrl.href + BEGIN, { headers: { accept: "text/html" } });
  if (
    isSilent(answer) ||
    isOfFoyer(answer) ||
    !answer.setCookies.some((line) => isRenamed(toCookieName(line)))
  )
    return [];
  return [
    {
      severity: "error",
      setting: "proxy",
      found:
        `${publicUrl.href}${BEGIN} answers with Kratos' own CSRF cookie: the proxy leads it past Foyer, and every form that is ` +
        "sent there fails as forged.",
      change: `proxy of ${publicUrl.href}: lead /self-service to Foyer, which relays it to Kratos`,
    },
  ];
}

function isOfFoyer({ headers }: Answer): boolean {
  return Object.entries(COMMON_HEADERS).every(([name, value]) => toHeaderValues(headers[name])[0] === value);
}
