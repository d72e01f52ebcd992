/** Finds a Kratos that browsers reach past Foyer, where its own routes take a sign-in form as a link (threat P17). */

import type { Config } from "@/lib/config/config";
import { ask, isSilent } from "./ask";
import { type Finding, KRATOS_FILE } from "./finding";

const SUBMITS = ["/self-service/login", "/self-service/registration"] as const;

/** What a proxy answers that does not pass a method on. */
const REFUSALS: readonly number[] = [403, 404, 405];

/**
 * With the relay off, Foyer sees none of these requests. Kratos answers such a GET without a flow with 400, so it takes
 * them; the proxy in front of it must not.
 */
export async function checkSibling({
  publicUrl,
  kratos,
}: Pick<Config, "publicUrl" | "kratos">): Promise<Finding[]> {
  if (kratos.relay) return [];
  const answers = await Promise.all(
    SUBMITS.map((path) => ask(kratos.browserUrl + path, { headers: { accept: "application/json" } })),
  );
  const taken = SUBMITS.filter((_path, index) => {
    const answer = answers[index];
    return answer !== undefined && !isSilent(answer) && !REFUSALS.includes(answer.status);
  });
  if (taken.length === 0) return [];
  return [
    {
      severity: "error",
      setting: "KRATOS_BROWSER_URL",
      found:
        `${kratos.browserUrl} takes a GET of ${taken.join(" and ")}: a link on any site can link a stranger's provider ` +
        "to the account of whoever follows it, or put a stranger's address into a new one. With Kratos on a host of its own, Foyer cannot keep such links out.",
      // Learnt from Kratos where nobody set it: what Kratos says has to change then.
      change:
        `proxy of ${kratos.browserUrl}: refuse every method but POST at ${taken.join(" and ")}; ` +
        `or, so that Foyer relays Kratos, ${KRATOS_FILE}: serve.public.base_url: ${publicUrl.href}/, and no KRATOS_BROWSER_URL`,
    },
  ];
}
