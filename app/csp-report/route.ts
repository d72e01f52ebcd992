/** `POST /csp-report`: browsers tell which content the policy stopped; logged without addresses' queries. */

import { limitPost } from "@/lib/limits/limit-post";
import { getLogger } from "@/lib/observe/log";
import { readBody } from "@/lib/web/guards";
import { refuseMethod } from "@/lib/web/refused-method";
import { withJson } from "@/lib/web/with-json";
import { toViolations } from "./violations";

export const dynamic = "force-dynamic";

/** Anybody may post here, so what one address can write into the log is limited. */
export function POST(request: Request): Promise<Response> {
  return withJson("/csp-report", request, async () => {
    await limitPost(request, "report");
    const text = new TextDecoder().decode(await readBody(request));
    for (const violation of toViolations(text)) getLogger().warn({ event: "csp-violation", ...violation });
    return new Response(null, { status: 204 });
  });
}

export const GET = refuseMethod("/csp-report", "POST");
