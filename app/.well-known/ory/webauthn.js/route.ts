/** `GET /.well-known/ory/webauthn.js`: Kratos' own script for passkeys and security keys. */

import { getWebAuthnScript } from "@/lib/relay/webauthn-script";
import { readQuery } from "@/lib/web/guards";
import { refuseMethod } from "@/lib/web/refused-method";
import { withJson } from "@/lib/web/with-json";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withJson("/.well-known/ory/webauthn.js", request, () =>
    getWebAuthnScript(readQuery(request, ["v"]).v),
  );
}

export const POST = refuseMethod("/.well-known/ory/webauthn.js", "GET, HEAD");
