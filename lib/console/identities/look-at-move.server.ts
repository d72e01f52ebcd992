/** Looks at a move before it is made: reads the form as the act would, and writes nothing. */

import { readField } from "@/lib/web/guards";
import { ActRefused } from "../act/act-definition";
import { type FormProblems, NO_PROBLEMS } from "../forms/form";
import { requireActToken } from "../forms/form-token.server";
import { readShownFields } from "../forms/read-form.server";
import { textIdSchema } from "../ory/ids.server";
import type { OperatorPage } from "../request/console-page.server";
import { getSchema } from "../schemas/schemas.server";
import { carryTraits } from "../traits/carry-traits";
import { readMovedTraits } from "../traits/read-traits.server";
import type { IdentityDetails } from "./view";

/** Of the button that asks for the difference. */
const LOOK_FIELD = "look";

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
  if (!form.has(LOOK_FIELD)) return undefined;
  requireActToken(page, "identity.move", readField(form, "form_fields") ?? "", readField(form, "form_token"));
  form.delete(LOOK_FIELD);
  const { schema, seen, reason, ...values } = readShownFields(form);
  const id = textIdSchema.catch("").parse(schema);
  const typed = Object.entries({ ...values, schema: id, seen: seen ?? "", reason: reason ?? "" }).map(
    ([name, value]) => [name, typeof value === "string" ? value : value.join("\n")],
  );
  const looked = { ...NO_PROBLEMS, operation: "identity.move", typed: Object.fromEntries(typed) };
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
