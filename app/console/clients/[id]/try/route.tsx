/** `/console/clients/{id}/try`: a sign-in as the app would make it. */

import { TryPage } from "@/components/console/pages/try-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { getClient } from "@/lib/console/clients/clients.server";
import { hasSecret, toClientDetails } from "@/lib/console/clients/view";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requireName } from "@/lib/console/ory/ids.server";
import { requirePublicHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { allowsTry, canTry, TRY_FIELDS, toTryActs } from "@/lib/console/try/acts.server";
import { findTry } from "@/lib/console/try/pending-try.server";
import { toRequestAddress, toTryAddress } from "@/lib/console/try/request.server";
import { readQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

const ROUTE = "/console/clients/{id}/try";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "clients.try", request, async (page) => {
    requirePublicHydra();
    const id = requireName((await params).id);
    return show(page, await getClient(page.operator, id), NO_PROBLEMS);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "clients.try", request, async (page) => {
    requirePublicHydra();
    const raw = await getClient(page.operator, requireName((await params).id));
    return handleActs(page, toTryActs(page, toClientDetails(raw)), (problems) => show(page, raw, problems));
  });
}

async function show(page: OperatorPage, raw: unknown, problems: FormProblems): Promise<Response> {
  const client = toClientDetails(raw);
  const isOpen = allowsTry(client);
  const { run } = readQuery(page.request, ["run"]);
  const pending = await findTry(page, run);
  const mayWrite = isAllowed(page.operator.role, "clients.write");
  return renderConsole(
    <TryPage
      context={page.context}
      view={{
        client,
        address: toTryAddress(),
        needsSecret: hasSecret(client),
        canTry: canTry(client),
        goHref: pending?.clientId === client.id ? await toRequestAddress(pending) : undefined,
        begin: isOpen ? toActForm(page, "client.try", TRY_FIELDS) : undefined,
        open: mayWrite && !isOpen ? toActForm(page, "client.try-open", ["reason"]) : undefined,
        close: mayWrite && isOpen ? toActForm(page, "client.try-close", ["reason"]) : undefined,
        problems,
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}
