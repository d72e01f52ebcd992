/** `/console/new-client/{kind}`: makes an app of one kind. */

import { NewClientForm } from "@/components/console/pages/new-client-form";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { toCreateAct, toCreateFields } from "@/lib/console/clients/create.server";
import { type ClientKind, isKind } from "@/lib/console/clients/kinds";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { HttpError } from "@/lib/web/http-error";

export const dynamic = "force-dynamic";

const ROUTE = "/console/new-client/{kind}";

type Context = { params: Promise<{ kind: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "clients.write", request, async (page) =>
    show(page, requireKind((await params).kind), NO_PROBLEMS),
  );
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "clients.write", request, async (page) => {
    const kind = requireKind((await params).kind);
    return handleActs(page, [toCreateAct(kind)], (problems) => show(page, kind, problems));
  });
}

function requireKind(name: string): ClientKind {
  requireHydra();
  if (!isKind(name)) throw new HttpError(404, "not-found");
  return name;
}

function show(page: OperatorPage, kind: ClientKind, problems: FormProblems): Promise<Response> {
  const names = toCreateFields(kind);
  return renderConsole(
    <NewClientForm
      context={page.context}
      view={{ kind, names, form: toActForm(page, "client.create", names), problems }}
    />,
    { status: problems.status },
  );
}
