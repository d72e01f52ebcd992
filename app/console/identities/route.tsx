/** `/console/identities`: everybody's accounts, or those with an address; and one act for several of them. */

import { IdentitiesPage } from "@/components/console/pages/identities-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { toBulkChoices } from "@/lib/console/identities/bulk";
import { BULK_FIELDS, toBulkAct } from "@/lib/console/identities/bulk-act.server";
import { type IdentityFilter, listIdentities } from "@/lib/console/identities/identities.server";
import { toIdentityRow } from "@/lib/console/identities/view";
import { isAllowed } from "@/lib/console/operator/permissions";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDone, readListQuery } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/identities";

/** Longest identifier that is asked for, in characters: an address of RFC 5321. */
const IDENTIFIER_LIMIT = 320;

export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "identities.read", request, (page) => show(page, NO_PROBLEMS));
}

export function POST(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "identities.read", request, (page) =>
    handleActs(page, [toBulkAct()], (problems) => show(page, problems)),
  );
}

async function show(page: OperatorPage, problems: FormProblems): Promise<Response> {
  const { role } = page.operator;
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
        mayCreate: isAllowed(role, "identities.create"),
        bulk: isAllowed(role, "identities.block")
          ? { form: toBulkForm(page), choices: toBulkChoices(role) }
          : undefined,
        problems,
        pager: toPager(next),
        done: readDone(page),
      }}
    />,
    { status: problems.status },
  );
}

/** Sent with the list's own query, so that a refusal shows the same rows again. */
function toBulkForm(page: OperatorPage) {
  const form = toActForm(page, "identities.bulk", BULK_FIELDS);
  return { ...form, action: page.path + new URL(page.request.url).search };
}
