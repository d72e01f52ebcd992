/** `/console/identities/{id}/schema`: makes an account one of another kind, `?schema=` which. */

import { IdentitySchemaPage } from "@/components/console/pages/identity-schema-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { readActForm } from "@/lib/console/forms/read-form.server";
import { getIdentity } from "@/lib/console/identities/identities.server";
import { lookAtMove } from "@/lib/console/identities/look-at-move.server";
import { toMoveAct } from "@/lib/console/identities/move.server";
import { toMoveView } from "@/lib/console/identities/to-move-view.server";
import { type IdentityDetails, toIdentityDetails } from "@/lib/console/identities/view";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { readQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

const ROUTE = "/console/identities/{id}/schema";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.edit", request, async (page) => {
    const id = requireUuid((await params).id);
    const { schema } = readQuery(request, ["schema"]);
    return show(page, toIdentityDetails(await getIdentity(page.operator, id)), schema);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.edit", request, async (page) => {
    const id = requireUuid((await params).id);
    const form = await readActForm(request);
    const identity = toIdentityDetails(await getIdentity(page.operator, id));
    const again = (problems: FormProblems) => show(page, identity, problems.typed.schema, problems);
    const looked = await lookAtMove(page, identity, form);
    return looked ? again(looked) : handleActs(page, [toMoveAct(identity)], again, async () => form);
  });
}

async function show(
  page: OperatorPage,
  identity: IdentityDetails,
  schema: string | undefined,
  problems = NO_PROBLEMS,
): Promise<Response> {
  const view = await toMoveView(page, identity, schema, problems);
  return renderConsole(<IdentitySchemaPage context={page.context} view={view} />, {
    status: problems.status,
  });
}
