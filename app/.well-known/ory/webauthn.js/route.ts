/** `GET /.well-known/ory/webauthn.js`: Kratos' own script for passkeys and security keys. */

import { answerPlainly } from "@/app/_page/plain";
import { refuseMethod } from "@/app/_page/refused-method";
import { readQuery } from "@/lib/http/guards";
import { getWebAuthnScript } from "@/lib/http/webauthn-script";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerPlainly("/.well-known/ory/webauthn.js", request, () =>
    getWebAuthnScript(readQuery(request, ["v"]).v),
  );
}

export const POST = refuseMethod("/.well-known/ory/webauthn.js", "GET, HEAD");
