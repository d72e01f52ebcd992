/** `/console/clients`: the OAuth2 clients. */

import { ClientsPage } from "@/components/console/pages/clients-page";
import { listClients } from "@/lib/console/clients/clients.server";
import { toClientRow } from "@/lib/console/clients/view";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { readDoneSentence, readListQuery } from "@/lib/console/request/list-query.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/clients", "clients.read", request, async (page) => {
    requireHydra();
    const { filters, pageToken, toPager } = readListQuery(page, "/clients", ["name", "owner"]);
    const { items, next, hasLeftOut } = await listClients(page.operator, filters, pageToken);
    return renderConsole(
      <ClientsPage
        context={page.context}
        view={{
          rows: items.map(toClientRow),
          hasLeftOut,
          name: filters.name ?? "",
          owner: filters.owner ?? "",
          mayCreate: isAllowed(page.operator.role, "clients.write"),
          pager: toPager(next),
          done: await readDoneSentence(page),
        }}
      />,
    );
  });
}

export const POST = refuseConsoleMethod("/console/clients", "GET, HEAD");
