/** `/console/new-identity/{schema}`: makes an account of one kind. */

import { NewIdentityForm } from "@/components/console/pages/new-identity-form";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toCreateIdentityAct } from "@/lib/console/identities/create.server";
import { requireSchemaId } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toSampleTraits } from "@/lib/console/schemas/sample";
import { getSchema } from "@/lib/console/schemas/schemas.server";
import { toSchema } from "@/lib/console/schemas/view";
import { toTraitForms } from "@/lib/console/traits/forms.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/new-identity/{schema}";

type Context = { params: Promise<{ schema: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.create", request, async (page) =>
    show(page, requireSchemaId((await params).schema), NO_PROBLEMS),
  );
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.create", request, async (page) => {
    const id = requireSchemaId((await params).schema);
    return handleActs(page, [toCreateIdentityAct(id)], (problems) => show(page, id, problems));
  });
}

async function show(page: OperatorPage, id: string, problems: FormProblems): Promise<Response> {
  const json = await getSchema(page.operator, id);
  return renderConsole(
    <NewIdentityForm
      context={page.context}
      view={{
        schema: toSchema(id, json),
        sample: toSampleTraits(json),
        ...toTraitForms(page, "identity.create", { schema: json, traits: undefined, others: ["reason"] }),
        problems,
      }}
    />,
    { status: problems.status },
  );
}
