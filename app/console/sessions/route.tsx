/** `/console/sessions`: everybody's sessions. */

import { ConsoleSessionsPage } from "@/components/console/pages/console-sessions-page";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { readDoneSentence, readListQuery } from "@/lib/console/request/list-query.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { listSessions } from "@/lib/console/sessions/sessions.server";
import { toSessionRow } from "@/lib/console/sessions/view";

export const dynamic = "force-dynamic";

const ACTIVE: Readonly<Record<string, boolean>> = { true: true, false: false };

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/sessions", "sessions.read", request, async (page) => {
    const { filters, pageToken, toPager } = readListQuery(page, "/sessions", ["active"]);
    const active = ACTIVE[filters.active ?? ""];
    const { items, next } = await listSessions(page.operator, { active, pageToken });
    return renderConsole(
      <ConsoleSessionsPage
        context={page.context}
        view={{
          rows: items.map(toSessionRow),
          active: active === undefined ? "" : String(active),
          pager: toPager(next),
          done: await readDoneSentence(page),
        }}
      />,
    );
  });
}

export const POST = refuseConsoleMethod("/console/sessions", "GET, HEAD");
