/** `/console/issuers/{id}`: one issuer that Hydra trusts. */

import { IssuerPage } from "@/components/console/pages/issuer-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { toIssuerActs } from "@/lib/console/issuers/acts.server";
import { getIssuer } from "@/lib/console/issuers/issuers.server";
import { isExpired, toIssuer } from "@/lib/console/issuers/view";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/issuers/{id}";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "issuers.read", request, async (page) => {
    requireHydra();
    const id = requireUuid((await params).id);
    return show(page, await getIssuer(page.operator, id), NO_PROBLEMS);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "issuers.read", request, async (page) => {
    requireHydra();
    const id = requireUuid((await params).id);
    const raw = await getIssuer(page.operator, id);
    return handleActs(page, toIssuerActs(toIssuer(raw)), (problems) => show(page, raw, problems));
  });
}

async function show(page: OperatorPage, raw: unknown, problems: FormProblems): Promise<Response> {
  const issuer = toIssuer(raw);
  return renderConsole(
    <IssuerPage
      context={page.context}
      view={{
        issuer,
        isExpired: isExpired(issuer, Date.now()),
        form: isAllowed(page.operator.role, "issuers.write")
          ? toActForm(page, "issuer.delete", ["reason", "confirm"])
          : undefined,
        problems,
        done: await readDoneSentence(page),
        json: raw,
      }}
    />,
    { status: problems.status },
  );
}
