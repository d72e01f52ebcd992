/** `POST /csp-report`: browsers tell which content the policy stopped; logged without addresses' queries. */

import { answerPlainly } from "@/app/_page/plain";
import { toViolations } from "@/lib/http/csp-report";
import { readBody } from "@/lib/http/guards";
import { limitPost } from "@/lib/http/limit-post";
import { getLogger } from "@/lib/log";

export const dynamic = "force-dynamic";

/** Anybody may post here, so what one address can write into the log is limited. */
export function POST(request: Request): Promise<Response> {
  return answerPlainly("/csp-report", request, async () => {
    await limitPost(request, "report");
    const text = new TextDecoder().decode(await readBody(request));
    for (const violation of toViolations(text)) getLogger().warn({ event: "csp-violation", ...violation });
    return new Response(null, { status: 204 });
  });
}
