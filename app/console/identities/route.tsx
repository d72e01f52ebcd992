/** `/console/identities`: everybody's accounts, or those with an address; and one act for several of them. */

import { IdentitiesPage } from "@/components/console/pages/identities-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { toExportForm } from "@/lib/console/export/export-form.server";
import type { FieldName } from "@/lib/console/forms/field-words";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { toBulkChoices } from "@/lib/console/identities/bulk";
import { BULK_FIELDS, toBulkAct } from "@/lib/console/identities/bulk-act.server";
import { BULK_ALL_FIELDS, toBulkAllAct } from "@/lib/console/identities/bulk-all.server";
import { IDENTITY_FILTERS, toFilterQuery, toIdentityFilter } from "@/lib/console/identities/identity-filter";
import { findIdentities } from "@/lib/console/identities/look-through.server";
import { toIdentityRow } from "@/lib/console/identities/view";
import { isAllowed } from "@/lib/console/operator/permissions";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { type OperatorPage, toConsolePath } from "@/lib/console/request/console-page.server";
import { readDoneSentence, readListQuery } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { getIdentitySchemas } from "@/lib/ory/cached/identity-schemas";
import { readTypedQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

const ROUTE = "/console/identities";

export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "identities.read", request, (page) => show(page, NO_PROBLEMS));
}

export function POST(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "identities.read", request, (page) =>
    handleActs(page, [toBulkAct(), toBulkAllAct(readFilter(page))], (problems) => show(page, problems)),
  );
}

async function show(page: OperatorPage, problems: FormProblems): Promise<Response> {
  const { role } = page.operator;
  const { filters, pageToken, toPager } = readListQuery(page, "/identities", IDENTITY_FILTERS);
  const filter = toIdentityFilter(filters);
  const [{ items, next, lookedAt }, schemas] = await Promise.all([
    findIdentities(page.operator, filter, pageToken),
    // To choose from: kept for minutes, and none where Kratos does not tell; the list is there all the same.
    getIdentitySchemas(),
  ]);
  return renderConsole(
    <IdentitiesPage
      context={page.context}
      view={{
        rows: items.map(toIdentityRow),
        filter,
        match: filters.match === "exact" ? "exact" : "similar",
        schemas: schemas.map(({ id }) => id),
        lookedAt,
        mayCreate: isAllowed(role, "identities.create"),
        importHref: isAllowed(role, "identities.import") ? toConsolePath("/import") : undefined,
        exports: isAllowed(role, "identities.export") ? toExports(page, toFilterQuery(filter)) : [],
        bulk: isAllowed(role, "identities.block")
          ? {
              form: toBulkForm(page, "identities.bulk", BULK_FIELDS),
              all: toBulkForm(page, "identities.bulk-all", BULK_ALL_FIELDS),
              choices: toBulkChoices(role),
            }
          : undefined,
        problems,
        pager: toPager(next),
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}

/** Sent with the list's own query, so that a refusal shows the same rows again. */
function toBulkForm(
  page: OperatorPage,
  operation: "identities.bulk" | "identities.bulk-all",
  fields: readonly FieldName[],
) {
  return toActForm(page, operation, fields, page.address);
}

/** Of the list that the form stands on. */
function readFilter({ request }: OperatorPage) {
  return toIdentityFilter(readTypedQuery(request, IDENTITY_FILTERS));
}

function toExports(page: OperatorPage, filter: Record<string, string>) {
  return [
    toExportForm(page, "identities.export", "Export as CSV", { format: "csv", ...filter }),
    toExportForm(page, "identities.export", "Export as JSON", { format: "json", ...filter }),
  ];
}
