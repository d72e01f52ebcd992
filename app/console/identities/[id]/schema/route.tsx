/** `/console/identities/{id}/schema`: makes an account one of another kind. */

import { IdentitySchemaPage } from "@/components/console/pages/identity-schema-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { getIdentity } from "@/lib/console/identities/identities.server";
import { MOVE_FIELDS, toMoveAct, toMoveSeen } from "@/lib/console/identities/move.server";
import { toIdentityDetails } from "@/lib/console/identities/view";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { listSchemas } from "@/lib/console/schemas/schemas.server";
import { readString } from "@/lib/json";

export const dynamic = "force-dynamic";

const ROUTE = "/console/identities/{id}/schema";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.edit", request, async (page) => {
    const id = requireUuid((await params).id);
    return show(page, await getIdentity(page.operator, id), NO_PROBLEMS);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.edit", request, async (page) => {
    const id = requireUuid((await params).id);
    const raw = await getIdentity(page.operator, id);
    return handleActs(page, [toMoveAct(toIdentityDetails(raw))], (problems) => show(page, raw, problems));
  });
}

async function show(page: OperatorPage, raw: unknown, problems: FormProblems): Promise<Response> {
  const identity = toIdentityDetails(raw);
  const schemas = await listSchemas(page.operator);
  return renderConsole(
    <IdentitySchemaPage
      context={page.context}
      view={{
        identity,
        schemas: schemas
          .flatMap((schema) => readString(schema, "id") ?? [])
          .filter((id) => id !== identity.schema),
        seen: toMoveSeen(identity),
        form: toActForm(page, "identity.move", MOVE_FIELDS),
        problems,
      }}
    />,
    { status: problems.status },
  );
}
