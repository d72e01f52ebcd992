/** Looks at a change of traits or metadata before it is made: reads the form as the act would, and writes nothing. */

import { toRecord } from "@/lib/json";
import { ActRefused } from "../act/act-definition";
import { type DiffLine, toDiff } from "../diff/to-diff";
import type { FormProblems } from "../forms/form";
import { readLook, toLooked } from "../forms/read-look.server";
import { toSeen } from "../forms/seen";
import { requirePermission } from "../operator/require-operator.server";
import type { OperatorPage } from "../request/console-page.server";
import { readTraits } from "../traits/read-traits.server";
import { readMetadata } from "./repair-acts.server";
import type { IdentityDetails } from "./view";

export interface Looked {
  problems: FormProblems;
  /** Absent where what was typed does not fit yet. */
  difference?: readonly DiffLine[];
}

/**
 * @returns undefined for a form that asks to write
 * @throws HttpError 403 for a form that is not this page's, ConsoleProblem 403 for a role that may not edit, OryError
 */
export async function lookAtEdit(
  page: OperatorPage,
  { traits, metadata, schema }: IdentityDetails,
  form: URLSearchParams,
): Promise<Looked | undefined> {
  const ofTraits = readLook(page, "identity.edit", form);
  if (ofTraits) {
    return look(
      page,
      "identity.edit",
      ofTraits,
      toRecord(traits),
      async ({ seen: _, reason: __, ...values }) => {
        const written = await readTraits(page.operator, schema, values, traits);
        return written.traits;
      },
    );
  }
  const ofMetadata = readLook(page, "identity.edit-metadata", form);
  if (!ofMetadata) return undefined;
  return look(page, "identity.edit-metadata", ofMetadata, metadata, async (values) =>
    readMetadata(values, metadata),
  );
}

type Values = NonNullable<ReturnType<typeof readLook>>;

async function look(
  page: OperatorPage,
  operation: "identity.edit" | "identity.edit-metadata",
  values: Values,
  before: unknown,
  read: (values: Values) => Promise<unknown>,
): Promise<Looked> {
  requirePermission(page.operator, "identities.edit");
  const looked = toLooked(operation, values);
  const refuse = (status: number, text: string, fields = {}) => ({
    problems: { ...looked, status, fields, form: text },
  });
  if (looked.typed.seen !== toSeen(before)) return refuse(409, CHANGED);
  try {
    return { problems: looked, difference: toDiff(before, await read(values)) };
  } catch (error) {
    if (!(error instanceof ActRefused)) throw error;
    return refuse(error.status, "This does not fit yet.", error.fields);
  }
}

const CHANGED =
  "Somebody changed this while you were writing. What you changed is kept, and the rest is as it is now.";
