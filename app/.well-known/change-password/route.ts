/**
 * `GET /.well-known/change-password`: where password managers send people, on to the settings' section for it.
 * @see https://w3c.github.io/webappsec-change-password-url/
 */

import { getConfig } from "@/lib/config/config";
import { formatPath } from "@/lib/pages";
import { seeOther } from "@/lib/web/redirect";
import { refuseMethod } from "@/lib/web/refused-method";
import { answerForwardingQuestion } from "@/lib/web/told-forwarding";
import { withJson } from "@/lib/web/with-json";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withJson("/.well-known/change-password", request, async () => {
    const answer = seeOther(formatPath(getConfig().publicUrl.basePath, "/settings#settings-password"));
    const told = Object.entries(await answerForwardingQuestion(request));
    for (const [name, value] of told) answer.headers.set(name, value);
    return answer;
  });
}

export const POST = refuseMethod("/.well-known/change-password", "GET, HEAD");
