/** Finds what settings name on Foyer's own origin and nobody has there: a stylesheet in another folder, terms that are not put there yet. */

import type { Config } from "@/lib/config/config";
import { toHeaderValues } from "@/lib/ory/exchange";
import { type Answer, ask, askEach, isSilent } from "./ask";
import type { Finding } from "./finding";

type Known = Pick<Config, "publicUrl" | "brandStylesheet" | "brands">;

interface Named {
  /** With a `/` in front. */
  path: string;
  setting: string;
  isStylesheet?: boolean;
}

/** As browsers do: what a proxy serves beside Foyer counts too. */
export async function checkOwnPaths(config: Known): Promise<Finding[]> {
  const { origin } = config.publicUrl;
  return askEach(toNamed(config), async ({ path, setting, isStylesheet }) => {
    const address = origin + path;
    const answer = await ask(address);
    const seen = isSilent(answer) ? undefined : findFault(answer, isStylesheet);
    const found = `${address} answers ${seen}.`;
    const change = `put it there (a file in Foyer's folder public/, or a proxy's), or change ${setting}`;
    return { answer, findings: seen ? [{ severity: "warning", setting, found, change }] : [] };
  });
}

function toNamed({ brandStylesheet, brands }: Known): Named[] {
  const setting = "FOYER_BRAND_STYLESHEET";
  const links = [brands.byDefault, ...brands.others].flatMap(({ id, links }) => [
    { path: links.terms, setting: `FOYER_TERMS_URL, or links.terms of the brand ${id}` },
    { path: links.privacy, setting: `FOYER_PRIVACY_URL, or links.privacy of the brand ${id}` },
    { path: links.help, setting: `FOYER_HELP_URL, or links.help of the brand ${id}` },
    { path: links.imprint?.href, setting: `links.imprint of the brand ${id}` },
  ]);
  const named = [{ path: brandStylesheet, setting, isStylesheet: true }, ...links].flatMap((one) =>
    one.path?.startsWith("/") ? [{ ...one, path: one.path }] : [],
  );
  // A brand that names none has the first one's.
  return named.filter(({ path }, at) => named.findIndex((other) => other.path === path) === at);
}

/** What is refused to the doctor, by a gate or against robots, says nothing of what a browser would have. */
const REFUSALS: readonly number[] = [401, 403, 407, 429];

/** Browsers take no stylesheet of another type where `X-Content-Type-Options: nosniff` is sent, as Foyer does. */
function findFault({ status, headers }: Answer, isStylesheet = false): string | undefined {
  if (REFUSALS.includes(status)) return undefined;
  if (status >= 400) return `${status}`;
  const [type = "no type"] = toHeaderValues(headers["content-type"]);
  const isOne = status === 200 && /^text\/css\b/i.test(type);
  return isStylesheet && !isOne
    ? `${status} and ${type}, which no browser takes for a stylesheet`
    : undefined;
}
