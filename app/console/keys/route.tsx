/** `/console/keys`: the key sets that Hydra makes itself, and any other by its name. */

import { KeySetsPage } from "@/components/console/pages/key-sets-page";
import { findKeys } from "@/lib/console/keys/keys.server";
import { KNOWN_SETS } from "@/lib/console/keys/view";
import { nameSchema } from "@/lib/console/ory/ids.server";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toConsolePath } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toSegment } from "@/lib/console/request/segment";
import { readTypedQuery } from "@/lib/web/guards";
import { seeOther } from "@/lib/web/redirect";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/keys", "keys.read", request, async (page) => {
    requireHydra();
    const { set } = readTypedQuery(request, ["set"]);
    const named = nameSchema.safeParse(set);
    if (named.success) return seeOther(toConsolePath(`/keys/${toSegment(named.data)}`));
    const sets = await Promise.all(
      KNOWN_SETS.map(async (known) => ({ ...known, keys: await findKeys(page.operator, known.set) })),
    );
    return renderConsole(
      <KeySetsPage
        context={page.context}
        view={{
          sets,
          problem: set ? "This is no name of a key set." : undefined,
          done: await readDoneSentence(page),
        }}
      />,
    );
  });
}

export const POST = refuseConsoleMethod("/console/keys", "GET, HEAD");
