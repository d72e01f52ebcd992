/** `/console/identities/export?format=csv|json`: everybody whom the list finds, as a file. */

import { beginAct } from "@/lib/console/act/act.server";
import { waitForStepUp } from "@/lib/console/act/handle-acts.server";
import { readIdentityPages } from "@/lib/console/export/export.server";
import { toExportStream } from "@/lib/console/export/stream.server";
import {
  IDENTITY_FILTERS,
  toFilterSubject,
  toFilterWords,
  toIdentityFilter,
} from "@/lib/console/identities/identity-filter";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toConsolePath } from "@/lib/console/request/console-page.server";
import { toFileAnswer } from "@/lib/console/request/file-answer.server";
import { listSchemas } from "@/lib/console/schemas/schemas.server";
import { toSchema } from "@/lib/console/schemas/view";
import { read } from "@/lib/json";
import { readTypedQuery } from "@/lib/web/guards";
import { seeOther } from "@/lib/web/redirect";

export const dynamic = "force-dynamic";

const ROUTE = "/console/identities/export";

export function POST(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "identities.export", request, async (page) => {
    const { operator } = page;
    const { format: asked, ...query } = readTypedQuery(request, ["format", ...IDENTITY_FILTERS]);
    const format = asked === "json" ? "json" : "csv";
    const filter = toIdentityFilter(query);
    const summary = `Export as ${format.toUpperCase()}: ${toFilterWords(filter)}.`;
    const waiting = await waitForStepUp(page, { operation: "identities.export", summary });
    if (waiting) return waiting;
    const schemas = await listSchemas(operator);
    const traits = schemas.flatMap((item) => toSchema("", read(item, "schema")).traits);
    const paths = [...new Set(traits.map(({ path }) => path))];
    const subject = toFilterSubject(filter);
    const change = { format, ...query };
    const end = await beginAct(operator, "identities.export", subject, { change });
    const pages = readIdentityPages(operator, filter, { format, paths });
    const body = await toExportStream(operator, "identities.export", pages, end);
    return format === "csv"
      ? toFileAnswer("people.csv", "text/csv; charset=utf-8", body)
      : toFileAnswer("people.json", "application/json", body);
  });
}

/** A link, and the way back from a sign-in that the form met, lead to the list: nothing is made by them. */
export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "identities.export", request, async () =>
    seeOther(toConsolePath("/identities", readTypedQuery(request, IDENTITY_FILTERS))),
  );
}
