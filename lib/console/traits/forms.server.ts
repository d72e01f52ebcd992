/** The two forms for traits: by the schema's fields, and as JSON for what no field can hold. */

import type { Operation } from "../act/operations";
import type { FieldName } from "../forms/field-words";
import type { ActFormView } from "../forms/form";
import { toActForm } from "../forms/form-token.server";
import type { OperatorPage } from "../request/console-page.server";
import { type TraitNode, toFields, toTraitTree } from "./trait-tree";

interface TraitForms {
  byFields?: { form: ActFormView; nodes: readonly TraitNode[] };
  asJson: ActFormView;
}

interface FormInput {
  schema: unknown;
  traits: unknown;
  /** The account has not been of this schema. */
  isNew?: boolean;
  /** Names of the fields beside the traits'. */
  others: readonly FieldName[];
}

/**
 * @param schema undefined where it is not known
 * @param traits as they are; undefined for an account to be made
 */
export function toTraitForms(
  page: OperatorPage,
  operation: Operation,
  { schema, traits, isNew, others }: FormInput,
): TraitForms {
  const nodes = toTraitTree(schema, traits, isNew);
  const names = toFields(nodes).map(({ name }) => name);
  return {
    byFields:
      names.length > 0 ? { form: toActForm(page, operation, [...names, ...others]), nodes } : undefined,
    asJson: toActForm(page, operation, ["traits", ...others]),
  };
}
