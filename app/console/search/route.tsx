/** `/console/search?q=`: what an id belongs to; straight there where it is one thing. */

import { SearchPage } from "@/components/console/pages/search-page";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toConsolePath } from "@/lib/console/request/console-page.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { search } from "@/lib/console/search/finders.server";
import { readTypedQuery } from "@/lib/web/guards";
import { seeOther } from "@/lib/web/redirect";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/search", "search.read", request, async ({ context, operator }) => {
    const { q: query = "" } = readTypedQuery(request, ["q"]);
    const found = await search(operator, query);
    const [only, ...others] = found.hits;
    if (only && others.length === 0 && found.failed.length === 0) return seeOther(toConsolePath(only.path));
    return renderConsole(<SearchPage context={context} view={{ query, ...found }} />);
  });
}

export const POST = refuseConsoleMethod("/console/search", "GET, HEAD");
