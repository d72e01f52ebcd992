/**
 * `GET /.well-known/change-password`: where password managers send people, on to the settings' section for it.
 * @see https://w3c.github.io/webappsec-change-password-url/
 */

import { getConfig } from "@/lib/config/config";
import { formatPath } from "@/lib/pages";
import { seeOther } from "@/lib/web/redirect";
import { refuseMethod } from "@/lib/web/refused-method";
import { withJson } from "@/lib/web/with-json";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withJson("/.well-known/change-password", request, async () =>
    seeOther(formatPath(getConfig().publicUrl.basePath, "/settings#settings-password")),
  );
}

export const POST = refuseMethod("/.well-known/change-password", "GET, HEAD");
