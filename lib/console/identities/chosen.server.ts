/** Says of accounts that were chosen how many they are, and who the first of them are. */

import { toNumberText } from "@/lib/i18n/formats";
import type { PendingAct } from "../act/pending-act.server";
import type { Operator } from "../operator/operator";
import { isAllowed } from "../operator/permissions";
import { uuidSchema } from "../ory/ids.server";
import { toPersonLabel } from "../people/label";
import { getIdentity } from "./identities.server";

/** Who are named: each is asked for by itself. */
const NAMED = 5;

/** @returns undefined for every act that is not about chosen accounts; somebody whom Kratos does not tell of keeps their id */
export async function findChosenWords(
  operator: Operator,
  { operation, values }: Pick<PendingAct, "operation" | "values">,
): Promise<string | undefined> {
  if (operation !== "identities.bulk" || !isAllowed(operator.role, "identities.read")) return undefined;
  const ids = [...new Set([values.id ?? []].flat())].filter((id) => uuidSchema.safeParse(id).success);
  const names = await Promise.all(
    ids.slice(0, NAMED).map((id) =>
      getIdentity(operator, id).then(
        (identity) => toPersonLabel(identity) || id,
        () => id,
      ),
    ),
  );
  const others = ids.length - names.length;
  const more = others > 0 ? ` and ${others === 1 ? "one other" : `${toNumberText(others)} others`}` : "";
  return `${toNumberText(ids.length)}: ${names.join(", ")}${more}`;
}
