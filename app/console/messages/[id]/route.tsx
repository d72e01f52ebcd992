/** `/console/messages/{id}`: one message, and why it did not arrive. */

import { MessagePage } from "@/components/console/pages/message-page";
import { getMessage } from "@/lib/console/messages/messages.server";
import { toMessageDetails } from "@/lib/console/messages/view";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toConsolePath } from "@/lib/console/request/console-page.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator("/console/messages/{id}", "messages.read", request, async (page) => {
    const message = toMessageDetails(await getMessage(page.operator, requireUuid((await params).id)));
    return renderConsole(
      <MessagePage
        context={page.context}
        message={message}
        personHref={toConsolePath("/search", { q: message.recipient })}
      />,
    );
  });
}

export const POST = refuseConsoleMethod("/console/messages/{id}", "GET, HEAD");
