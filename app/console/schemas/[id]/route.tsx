/** `/console/schemas/{id}`: one kind of account. */

import { SchemaPage } from "@/components/console/pages/schema-page";
import { requireSchemaId } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { getSchema } from "@/lib/console/schemas/schemas.server";
import { toSchema } from "@/lib/console/schemas/view";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator("/console/schemas/{id}", "schemas.read", request, async ({ context, operator }) => {
    const id = requireSchemaId((await params).id);
    const json = await getSchema(operator, id);
    return renderConsole(<SchemaPage context={context} schema={toSchema(id, json)} json={json} />);
  });
}

export const POST = refuseConsoleMethod("/console/schemas/{id}", "GET, HEAD");
