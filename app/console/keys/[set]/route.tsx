/** `/console/keys/{set}`: one key set, by its public parts. */

import { KeySetPage } from "@/components/console/pages/key-set-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { toKeyActs } from "@/lib/console/keys/acts.server";
import { findKeys } from "@/lib/console/keys/keys.server";
import { toKeysSeen } from "@/lib/console/keys/seen";
import { isSigning, type KeyView, KNOWN_SETS } from "@/lib/console/keys/view";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requireName } from "@/lib/console/ory/ids.server";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { type OperatorPage, toConsolePath } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { readTrail } from "@/lib/console/trail/read.server";
import { toActView } from "@/lib/console/trail/view.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/keys/{set}";

/** Acts of the trail that a set's page shows. */
const TRAIL_COUNT = 10;

type Context = { params: Promise<{ set: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "keys.read", request, async (page) => {
    requireHydra();
    const set = requireName((await params).set);
    return show(page, set, await findKeys(page.operator, set), NO_PROBLEMS);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "keys.read", request, async (page) => {
    requireHydra();
    const set = requireName((await params).set);
    const keys = await findKeys(page.operator, set);
    return handleActs(page, toKeyActs(set, keys), (problems) => show(page, set, keys, problems));
  });
}

async function show(
  page: OperatorPage,
  set: string,
  keys: readonly KeyView[],
  problems: FormProblems,
): Promise<Response> {
  const { operator } = page;
  const mayWrite = isAllowed(operator.role, "keys.write");
  const trail = await readTrail(operator, { subject: set }, { count: TRAIL_COUNT });
  const hasOld = keys.some((key) => !isSigning(keys, key));
  return renderConsole(
    <KeySetPage
      context={page.context}
      view={{
        set,
        text: KNOWN_SETS.find((known) => known.set === set)?.text,
        seen: toKeysSeen(keys),
        rows: keys.map((key) => ({ ...key, isSigning: isSigning(keys, key) })),
        acts: trail.acts.slice(0, TRAIL_COUNT).map(toActView),
        trailHref: trail.next && toConsolePath("/trail", { subject: set }),
        forms: mayWrite
          ? {
              create: toActForm(page, "key.create", ["alg", "reason"]),
              import: toActForm(page, "key.import", ["jwk", "reason"]),
              replaceSet: toActForm(page, "key-set.replace", ["jwks", "seen", "reason", "confirm"]),
              delete: hasOld ? toActForm(page, "key.delete", ["kid", "reason", "confirm"]) : undefined,
              deleteSet:
                keys.length > 0 ? toActForm(page, "key-set.delete", ["reason", "confirm"]) : undefined,
            }
          : {},
        problems,
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}
