/** `/console/network`: the projects of Ory Network, and a new one. */

import { NetworkPage } from "@/components/console/pages/network-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { PROJECT_FIELDS, toCreateProjectAct } from "@/lib/console/network/create.server";
import { listProjects } from "@/lib/console/network/network.server";
import { requireNetwork } from "@/lib/console/network/require-network.server";
import { toProject } from "@/lib/console/network/view";
import { isAllowed } from "@/lib/console/operator/permissions";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/network";

export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "network.read", request, (page) => show(page, NO_PROBLEMS));
}

export function POST(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "network.read", request, (page) =>
    handleActs(page, [toCreateProjectAct()], (problems) => show(page, problems)),
  );
}

async function show(page: OperatorPage, problems: FormProblems): Promise<Response> {
  requireNetwork();
  const projects = await listProjects(page.operator);
  return renderConsole(
    <NetworkPage
      context={page.context}
      view={{
        rows: projects.map(toProject),
        form: isAllowed(page.operator.role, "network.write")
          ? toActForm(page, "project.create", PROJECT_FIELDS)
          : undefined,
        problems,
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}
