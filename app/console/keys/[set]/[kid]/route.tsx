/** `/console/keys/{set}/{kid}`: one key's public part, to hand to somebody. */

import { KeyPage } from "@/components/console/pages/key-page";
import { getKey } from "@/lib/console/keys/keys.server";
import { requireName } from "@/lib/console/ory/ids.server";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { HttpError } from "@/lib/web/http-error";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ set: string; kid: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator("/console/keys/{set}/{kid}", "keys.read", request, async (page) => {
    requireHydra();
    const { set, kid } = await params;
    const key = await getKey(page.operator, requireName(set), requireName(kid));
    if (!key) throw new HttpError(404, "not-found");
    return renderConsole(<KeyPage context={page.context} set={set} view={key} />);
  });
}

export const POST = refuseConsoleMethod("/console/keys/{set}/{kid}", "GET, HEAD");
