/** `/console/tokens`: what a token is, whose, and until when. */

import { TokensPage } from "@/components/console/pages/tokens-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toInspectAct } from "@/lib/console/tokens/act.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/tokens";

export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "tokens.inspect", request, (page) => show(page, NO_PROBLEMS));
}

export function POST(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "tokens.inspect", request, (page) =>
    handleActs(page, [toInspectAct()], (problems) => show(page, problems)),
  );
}

async function show(page: OperatorPage, problems: FormProblems): Promise<Response> {
  requireHydra();
  const form = toActForm(page, "token.inspect", ["token"]);
  return renderConsole(<TokensPage context={page.context} form={form} problems={problems} />, {
    status: problems.status,
  });
}
