/** What an account would be under another schema, before it is moved: the forms, and what stays, comes and goes. */

import { type Json, read, readString } from "@/lib/json";
import { toDiff } from "../diff/to-diff";
import { type FormProblems, NO_PROBLEMS } from "../forms/form";
import { parseObject } from "../patch/members-patch";
import type { OperatorPage } from "../request/console-page.server";
import { listSchemas } from "../schemas/schemas.server";
import { carryTraits } from "../traits/carry-traits";
import { toTraitForms } from "../traits/forms.server";
import { mergeEditedTraits } from "../traits/merge-traits";
import { toTraitTree } from "../traits/trait-tree";
import { findLostTraits } from "./lost-traits";
import { MOVE_FIELDS, toMoveSeen } from "./move.server";
import type { MoveChoice, MoveView } from "./move-view";
import { rebaseTypedIdentity } from "./rebase-typed";
import type { IdentityDetails } from "./view";

/**
 * @param asked id of the schema; the only other one counts as chosen
 * @param refused of a form that was refused: the difference is then that of what was typed
 * @throws OryError
 */
export async function toMoveView(
  page: OperatorPage,
  identity: IdentityDetails,
  asked: string | undefined,
  refused: FormProblems = NO_PROBLEMS,
): Promise<MoveView> {
  const all = (await listSchemas(page.operator)).flatMap((item) => {
    const id = readString(item, "id");
    return id === undefined || id === identity.schema ? [] : [{ id, json: read(item, "schema") }];
  });
  const schemas = all.map(({ id, json }) => toChoice(id, json));
  const chosen = all.find(({ id }) => id === asked) ?? (all.length === 1 ? all[0] : undefined);
  if (!chosen) return { identity, schemas, problems: refused };
  const { id, json } = chosen;
  const problems = rebaseTypedIdentity(refused, identity, json);
  const carried = carryTraits(json, identity.traits);
  const after = toWritten(json, problems, carried);
  return {
    identity,
    schemas,
    problems,
    chosen: {
      ...toChoice(id, json),
      seen: toMoveSeen(identity),
      forms: toTraitForms(page, "identity.move", {
        schema: json,
        traits: carried,
        isNew: true,
        others: MOVE_FIELDS,
      }),
      carried,
      lost: findLostTraits(identity.traits, after),
      difference: toDiff({ schema: identity.schema, traits: identity.traits }, { schema: id, traits: after }),
    },
  };
}

function toChoice(id: string, json: unknown): MoveChoice {
  const title = readString(json, "title");
  return { value: id, label: title && title !== id ? `${title} (${id})` : id };
}

/** What was typed, as far as it can be read; else what the forms begin with. */
function toWritten(schema: unknown, { typed }: FormProblems, carried: Json): Json {
  if (typed.traits !== undefined) return parseObject(typed.traits) ?? carried;
  return mergeEditedTraits(toTraitTree(schema, carried, true), carried, typed).traits;
}
