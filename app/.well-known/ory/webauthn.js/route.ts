/** `GET /.well-known/ory/webauthn.js`: Kratos' own script for passkeys and security keys. */

import { getWebAuthnScript } from "@/lib/relay/webauthn-script";
import { readQuery } from "@/lib/web/guards";
import { answerPlainly } from "@/lib/web/with-json";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerPlainly("/.well-known/ory/webauthn.js", request, () =>
    getWebAuthnScript(readQuery(request, ["v"]).v),
  );
}
