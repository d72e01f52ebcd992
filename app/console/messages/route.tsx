/** `/console/messages`: mail and SMS that Kratos sent, or could not. */

import { CourierMessageStatus } from "@ory/client-fetch";
import { MessagesPage } from "@/components/console/pages/messages-page";
import { IDENTIFIER_LIMIT } from "@/lib/console/identities/identity-filter";
import { findMessages } from "@/lib/console/messages/messages.server";
import { toMessageRow } from "@/lib/console/messages/view";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { readListQuery } from "@/lib/console/request/list-query.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toRecipients } from "@/lib/console/search/typed-identifier";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/messages", "messages.read", request, async (page) => {
    const { filters, pageToken, toPager } = readListQuery(page, "/messages", ["status", "recipient"]);
    const status = Object.values(CourierMessageStatus).find((known) => known === filters.status);
    const recipient = (filters.recipient ?? "").trim().slice(0, IDENTIFIER_LIMIT);
    const recipients = recipient ? toRecipients(recipient) : [];
    const { items, next } = await findMessages(page.operator, recipients, { status, pageToken });
    return renderConsole(
      <MessagesPage
        context={page.context}
        view={{ rows: items.map(toMessageRow), status: status ?? "", recipient, pager: toPager(next) }}
      />,
    );
  });
}

export const POST = refuseConsoleMethod("/console/messages", "GET, HEAD");
