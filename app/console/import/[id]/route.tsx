/** `/console/import/{id}`: which column of a file is which trait, where its first line does not say it. */

import { ImportColumnsPage } from "@/components/console/pages/import-columns-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { guessColumns, readColumns, toTargets } from "@/lib/console/import/columns";
import { requireFile } from "@/lib/console/import/files.server";
import { toColumnField, toColumnsAct } from "@/lib/console/import/prepare.server";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { getSchema } from "@/lib/console/schemas/schemas.server";
import { toSchema } from "@/lib/console/schemas/view";

export const dynamic = "force-dynamic";

const ROUTE = "/console/import/{id}";

type Context = { params: Promise<{ id: string }> };
type File = Awaited<ReturnType<typeof requireFile>>;

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.import", request, async (page) => {
    const file = await requireFile(page.operator, requireUuid((await params).id));
    return show(page, file, NO_PROBLEMS);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.import", request, async (page) => {
    const id = requireUuid((await params).id);
    const file = await requireFile(page.operator, id);
    return handleActs(page, [toColumnsAct(id, file)], (problems) => show(page, file, problems));
  });
}

async function show(page: OperatorPage, file: File, problems: FormProblems): Promise<Response> {
  const schema = toSchema(file.schema, await getSchema(page.operator, file.schema));
  const columns = readColumns(file.text) ?? [];
  const guesses = guessColumns(columns, schema.traits);
  return renderConsole(
    <ImportColumnsPage
      context={page.context}
      view={{
        schema,
        targets: toTargets(schema.traits),
        columns: columns.map((column, index) => ({
          ...column,
          field: toColumnField(index),
          guess: guesses[index] ?? "",
        })),
        form: toActForm(page, "import.check", [...columns.map((_, index) => toColumnField(index)), "reason"]),
        problems,
      }}
    />,
    { status: problems.status },
  );
}
