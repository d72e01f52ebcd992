/** `/console/identities`: everybody's accounts, or those with an address. */

import { IdentitiesPage } from "@/components/console/pages/identities-page";
import { type IdentityFilter, listIdentities } from "@/lib/console/identities/identities.server";
import { toIdentityRow } from "@/lib/console/identities/view";
import { isAllowed } from "@/lib/console/operator/permissions";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { readListQuery } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

/** Longest identifier that is asked for, in characters: an address of RFC 5321. */
const IDENTIFIER_LIMIT = 320;

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/identities", "identities.read", request, async (page) => {
    const { filters, pageToken, toPager } = readListQuery(page, "/identities", ["identifier", "match"]);
    const identifier = (filters.identifier ?? "").trim().slice(0, IDENTIFIER_LIMIT);
    const match = filters.match === "exact" ? "exact" : "similar";
    const filter: IdentityFilter = identifier ? { kind: match, identifier } : { kind: "all" };
    const { items, next } = await listIdentities(page.operator, filter, pageToken);
    return renderConsole(
      <IdentitiesPage
        context={page.context}
        view={{
          rows: items.map(toIdentityRow),
          identifier,
          match,
          mayCreate: isAllowed(page.operator.role, "identities.create"),
          pager: toPager(next),
        }}
      />,
    );
  });
}
