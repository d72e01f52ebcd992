/** `/console/network/{project}`: one project of Ory Network, its members and API keys. */

import { ProjectPage } from "@/components/console/pages/project-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { toSeen } from "@/lib/console/forms/seen";
import { toProjectActs } from "@/lib/console/network/acts.server";
import { findChange } from "@/lib/console/network/find-change";
import { getMembers, getProject, listApiKeys } from "@/lib/console/network/network.server";
import { requireNetwork } from "@/lib/console/network/require-network.server";
import { toApiKey, toMember, toProject } from "@/lib/console/network/view";
import type { Operator } from "@/lib/console/operator/operator";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { redactForTrail } from "@/lib/console/trail/redact";

export const dynamic = "force-dynamic";

const ROUTE = "/console/network/{project}";

type Context = { params: Promise<{ project: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "network.read", request, async (page) => {
    requireNetwork();
    return show(page, await readProject(page.operator, requireUuid((await params).project)), NO_PROBLEMS);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "network.read", request, async (page) => {
    requireNetwork();
    const known = await readProject(page.operator, requireUuid((await params).project));
    return handleActs(page, toProjectActs(known.project, known), (problems) => show(page, known, problems));
  });
}

/** Its settings hold secrets of other services: they leave here without (threat C25). */
async function readProject(operator: Operator, id: string) {
  const [raw, members, keys] = await Promise.all([
    getProject(operator, id),
    getMembers(operator, id),
    listApiKeys(operator, id),
  ]);
  return {
    project: toProject(raw),
    members: members.map(toMember),
    keys: keys.map(toApiKey),
    json: redactForTrail(raw),
  };
}

async function show(
  page: OperatorPage,
  known: Awaited<ReturnType<typeof readProject>>,
  problems: FormProblems,
): Promise<Response> {
  const mayWrite = isAllowed(page.operator.role, "network.write");
  return renderConsole(
    <ProjectPage
      context={page.context}
      view={{
        ...known,
        seen: toSeen(known.json),
        change: findChange(problems, known.json),
        forms: mayWrite
          ? {
              patch: toActForm(page, "project.patch", ["patch", "seen", "reason"]),
              replace: toActForm(page, "project.replace", ["project", "seen", "reason", "confirm"]),
              purge: toActForm(page, "project.purge", ["reason", "confirm"]),
              removeMember: toActForm(page, "project.remove-member", ["member", "reason"]),
              createKey: toActForm(page, "project-key.create", ["name", "reason"]),
              deleteKey: toActForm(page, "project-key.delete", ["key", "reason", "confirm"]),
            }
          : undefined,
        problems,
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}
