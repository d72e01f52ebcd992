/** `/console/schemas`: which kinds of account there are. */

import { SchemasPage } from "@/components/console/pages/schemas-page";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { listSchemas } from "@/lib/console/schemas/schemas.server";
import { toSchema } from "@/lib/console/schemas/view";
import { read, readString } from "@/lib/json";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/schemas", "schemas.read", request, async ({ context, operator }) => {
    const schemas = await listSchemas(operator);
    const rows = schemas.map((item) => toSchema(readString(item, "id") ?? "", read(item, "schema")));
    return renderConsole(<SchemasPage context={context} rows={rows} />);
  });
}

export const POST = refuseConsoleMethod("/console/schemas", "GET, HEAD");
