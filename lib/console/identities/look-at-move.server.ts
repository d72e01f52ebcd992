/** Looks at a move before it is made: reads the form as the act would, and writes nothing. */

import { ActRefused } from "../act/act-definition";
import type { FormProblems } from "../forms/form";
import { readLook, toLooked } from "../forms/read-look.server";
import { textIdSchema } from "../ory/ids.server";
import type { OperatorPage } from "../request/console-page.server";
import { getSchema } from "../schemas/schemas.server";
import { carryTraits } from "../traits/carry-traits";
import { readMovedTraits } from "../traits/read-traits.server";
import type { IdentityDetails } from "./view";

/**
 * What is wrong with what was typed, and what it was.
 * @returns undefined for a form that asks to move the account
 * @throws HttpError 403 for a form that is not this page's, OryError
 */
export async function lookAtMove(
  page: OperatorPage,
  identity: IdentityDetails,
  form: URLSearchParams,
): Promise<FormProblems | undefined> {
  const read = readLook(page, "identity.move", form);
  if (!read) return undefined;
  const { schema, seen, reason, ...values } = read;
  const id = textIdSchema.catch("").parse(schema);
  const looked = toLooked("identity.move", { ...values, schema: id, seen: seen ?? "", reason: reason ?? "" });
  const json = await getSchema(page.operator, id);
  try {
    readMovedTraits(json, values, carryTraits(json, identity.traits));
    return looked;
  } catch (error) {
    if (!(error instanceof ActRefused)) throw error;
    return {
      ...looked,
      status: error.status,
      fields: error.fields,
      form: "This does not fit the schema yet.",
    };
  }
}
