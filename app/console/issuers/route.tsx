/** `/console/issuers`: whose signed assertions Hydra changes into access tokens, and one more of them. */

import { IssuersPage } from "@/components/console/pages/issuers-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { ISSUER_FIELDS, toCreateIssuerAct } from "@/lib/console/issuers/acts.server";
import { listIssuers } from "@/lib/console/issuers/issuers.server";
import { isExpired, toIssuer } from "@/lib/console/issuers/view";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDoneSentence, readListQuery } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/issuers";

export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "issuers.read", request, (page) => show(page, NO_PROBLEMS));
}

export function POST(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "issuers.read", request, (page) =>
    handleActs(page, [toCreateIssuerAct()], (problems) => show(page, problems)),
  );
}

async function show(page: OperatorPage, problems: FormProblems): Promise<Response> {
  requireHydra();
  const { filters, pageToken, toPager } = readListQuery(page, "/issuers", ["issuer"]);
  const { items, next } = await listIssuers(page.operator, filters.issuer, pageToken);
  const now = Date.now();
  return renderConsole(
    <IssuersPage
      context={page.context}
      view={{
        rows: items.map(toIssuer).map((row) => ({ ...row, isExpired: isExpired(row, now) })),
        issuer: filters.issuer ?? "",
        form: isAllowed(page.operator.role, "issuers.write")
          ? toActForm(page, "issuer.create", ISSUER_FIELDS)
          : undefined,
        problems,
        pager: toPager(next),
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}
