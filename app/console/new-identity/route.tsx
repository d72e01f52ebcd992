/** `/console/new-identity`: of which kind the account is to be. */

import { NewIdentityPage } from "@/components/console/pages/new-identity-page";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toConsolePath } from "@/lib/console/request/console-page.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toSegment } from "@/lib/console/request/segment";
import { listSchemas } from "@/lib/console/schemas/schemas.server";
import { toSchema } from "@/lib/console/schemas/view";
import { read, readString } from "@/lib/json";
import { seeOther } from "@/lib/web/redirect";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/new-identity", "identities.create", request, async (page) => {
    const items = await listSchemas(page.operator);
    const schemas = items.map((item) => toSchema(readString(item, "id") ?? "", read(item, "schema")));
    const [only, ...others] = schemas;
    if (only && others.length === 0) return seeOther(toConsolePath(`/new-identity/${toSegment(only.id)}`));
    return renderConsole(<NewIdentityPage context={page.context} schemas={schemas} />);
  });
}

export const POST = refuseConsoleMethod("/console/new-identity", "GET, HEAD");
