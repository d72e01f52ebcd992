/** `/console/identities/export?format=csv|json`: everybody whom the list finds, as a file. */

import { beginAct } from "@/lib/console/act/act.server";
import { readIdentityPages } from "@/lib/console/export/export.server";
import { toExportStream } from "@/lib/console/export/stream.server";
import { toIdentityFilter } from "@/lib/console/identities/filter";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toFileAnswer } from "@/lib/console/request/file-answer.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { listSchemas } from "@/lib/console/schemas/schemas.server";
import { toSchema } from "@/lib/console/schemas/view";
import { read } from "@/lib/json";
import { readQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

const ROUTE = "/console/identities/export";

export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "identities.export", request, async ({ operator }) => {
    const { format: asked, ...query } = readQuery(request, ["format", "identifier", "match"]);
    const format = asked === "json" ? "json" : "csv";
    const filter = toIdentityFilter(query);
    const schemas = await listSchemas(operator);
    const traits = schemas.flatMap((item) => toSchema("", read(item, "schema")).traits);
    const paths = [...new Set(traits.map(({ path }) => path))];
    const subject = { kind: "identities", id: filter.kind === "all" ? "everybody" : filter.identifier };
    const change = { format, ...query };
    const end = await beginAct(operator, "identities.export", subject, { change });
    const pages = readIdentityPages(operator, filter, { format, paths });
    const body = toExportStream(operator, "identities.export", pages, end);
    return format === "csv"
      ? toFileAnswer("people.csv", "text/csv; charset=utf-8", body)
      : toFileAnswer("people.json", "application/json", body);
  });
}

export const POST = refuseConsoleMethod(ROUTE, "GET, HEAD");
