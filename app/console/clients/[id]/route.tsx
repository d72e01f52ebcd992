/** `/console/clients/{id}`: one OAuth2 client, and what can be done to it. */

import { ClientPage } from "@/components/console/pages/client-page";
import { LargeClientPage } from "@/components/console/pages/large-client-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { findBrandOfClient } from "@/lib/console/brands/preview.server";
import { toClientActs } from "@/lib/console/clients/acts.server";
import { getClientOrId } from "@/lib/console/clients/clients.server";
import { toClientForms } from "@/lib/console/clients/forms.server";
import { rebaseTypedClient } from "@/lib/console/clients/rebase-typed";
import { findRisks } from "@/lib/console/clients/risks";
import { toSnippets } from "@/lib/console/clients/snippets";
import { toClientDetails } from "@/lib/console/clients/view";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requireName } from "@/lib/console/ory/ids.server";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { type OperatorPage, toConsolePath } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toSegment } from "@/lib/console/request/segment";
import { readTrail } from "@/lib/console/trail/read.server";
import { toActView } from "@/lib/console/trail/view.server";
import { canTry } from "@/lib/console/try/acts.server";
import { toRecord } from "@/lib/json";

export const dynamic = "force-dynamic";

const ROUTE = "/console/clients/{id}";

/** Acts of the trail that a client's page shows. */
const TRAIL_COUNT = 10;

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "clients.read", request, async (page) => {
    requireHydra();
    const id = requireName((await params).id);
    return show(page, await getClientOrId(page.operator, id), NO_PROBLEMS);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "clients.read", request, async (page) => {
    requireHydra();
    const id = requireName((await params).id);
    const found = await getClientOrId(page.operator, id);
    const acts = toClientActs(toClientDetails(found.raw));
    const offered = found.isWhole ? acts : acts.filter(({ operation }) => operation === "client.delete");
    return handleActs(page, offered, (problems) => show(page, found, problems));
  });
}

function show(page: OperatorPage, found: { raw: unknown; isWhole: boolean }, problems: FormProblems) {
  return found.isWhole ? showWhole(page, found.raw, problems) : showLarge(page, found.raw, problems);
}

async function showLarge(page: OperatorPage, raw: unknown, problems: FormProblems): Promise<Response> {
  const client = toClientDetails(raw);
  const { delete: form } = await toClientForms(page, client);
  return renderConsole(<LargeClientPage context={page.context} view={{ client, form, problems }} />, {
    status: problems.status,
  });
}

async function showWhole(page: OperatorPage, raw: unknown, problems: FormProblems): Promise<Response> {
  const { operator } = page;
  const client = toClientDetails(raw);
  const { publicUrl } = requireHydra();
  const trail = isAllowed(operator.role, "trail.read")
    ? await readTrail(operator, { subject: client.id }, { count: TRAIL_COUNT })
    : undefined;
  return renderConsole(
    <ClientPage
      context={page.context}
      view={{
        client,
        brand: findBrandOfClient({ id: client.id, metadata: client.raw.metadata }),
        risks: findRisks(toRecord(raw)),
        snippets: toSnippets(client, publicUrl ?? ""),
        acts: trail?.acts.slice(0, TRAIL_COUNT).map(toActView) ?? [],
        trailHref: trail?.next && toConsolePath("/trail", { subject: client.id }),
        forms: await toClientForms(page, client),
        tryHref:
          isAllowed(operator.role, "clients.try") && canTry(client) && publicUrl
            ? toConsolePath(`/clients/${toSegment(client.id)}/try`)
            : undefined,
        problems: rebaseTypedClient(problems, client.raw),
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}
