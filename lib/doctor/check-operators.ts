/** Finds an operator whom CONSOLE_OPERATORS names and Kratos does not know: an address in place of an id, an account that is gone. */

import type { Config } from "@/lib/config/config";
import { askAdmin, askEach, isSilent } from "./ask";
import type { Finding } from "./finding";

/** Of the operators whose subject is the id of an account (docs/console.md). */
export async function checkOperators({
  console,
  kratos,
  apiToken,
}: Pick<Config, "console" | "kratos" | "apiToken">): Promise<Finding[]> {
  const { operators = [], identityIssuer } = console ?? {};
  const own = operators.filter(({ issuer }) => identityIssuer !== undefined && issuer === identityIssuer);
  return askEach(own, async ({ subject, role }) => {
    const address = `${kratos.adminUrl}/admin/identities/${encodeURIComponent(subject)}`;
    const answer = await askAdmin(address, { apiToken });
    const isUnknown = !isSilent(answer) && answer.status === 404;
    return { answer, findings: isUnknown ? [toFinding(subject, role)] : [] };
  });
}

function toFinding(subject: string, role: string): Finding {
  return {
    severity: "warning",
    setting: "CONSOLE_OPERATORS",
    found: `It names ${subject}, and Kratos has no account with that id: nobody operates by it.`,
    change: `environment: CONSOLE_OPERATORS=<id of an account>=${role} (Kratos' admin API: GET /admin/identities?credentials_identifier=<address>)`,
  };
}
