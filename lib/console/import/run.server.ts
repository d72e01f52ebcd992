/** Makes the accounts of one part of an import, and says of each row what became of it. */

import type { CreateIdentityBody } from "@ory/client-fetch";
import { read, readList, readString } from "@/lib/json";
import { OryError } from "@/lib/ory/error";
import { toDetail } from "../act/to-failure.server";
import { createIdentities, getIdentity } from "../identities/identities.server";
import type { Job, JobStep, RowResult } from "../jobs/job";
import { getPart, removePart } from "../jobs/jobs.server";
import type { Operator } from "../operator/operator";
import type { ImportIdentity, ImportRow } from "./rows";

/** What was kept by the dry run, of this kind alone. */
type Row = ImportRow & { identity: ImportIdentity };

/** @throws OryError where Kratos did not say whether it made them */
export async function runImportStep(operator: Operator, { id, cursor, data }: Job): Promise<JobStep> {
  const part = Number(cursor);
  const rows = ((await getPart(id, part)) ?? []) as Row[];
  const results = await createRows(operator, String(data.schema), rows);
  await removePart(id, part);
  return { results, cursor: part + 1 < Number(data.parts) ? String(part + 1) : undefined };
}

/** Kratos refuses a whole batch for some mistakes of one row: halves, until that row stands alone. */
async function createRows(operator: Operator, schema: string, rows: readonly Row[]): Promise<RowResult[]> {
  const [only, ...others] = rows;
  if (!only) return [];
  try {
    const answer = await createIdentities(
      operator,
      rows.map(({ identity }) => toBody(schema, identity)),
    );
    return await settle(operator, schema, rows, readList(answer, "identities"));
  } catch (error) {
    if (!(error instanceof OryError && error.status >= 400 && error.status < 500)) throw error;
    if (others.length === 0)
      return [{ ...toLabel(only), result: "failed", detail: toDetail(error).slice(0, 300) }];
    const middle = Math.ceil(rows.length / 2);
    const first = await createRows(operator, schema, rows.slice(0, middle));
    return [...first, ...(await createRows(operator, schema, rows.slice(middle)))];
  }
}

/**
 * Where one address is taken, Kratos v1.3.1 answers that it made the others, and takes all of it back: they are looked for,
 * and made without the one that cannot be.
 */
async function settle(
  operator: Operator,
  schema: string,
  rows: readonly Row[],
  answers: readonly unknown[],
): Promise<RowResult[]> {
  const results = rows.map((row, index) => toResult(row, answers[index]));
  const isMade = ({ result }: RowResult) => result === "done";
  const first = results.findIndex(isMade);
  if (first < 0 || results.every(isMade)) return results;
  if (await isThere(operator, readString(answers[first], "identity"))) return results;
  const others = rows.filter((_, index) => results[index] && isMade(results[index]));
  const again = await createRows(operator, schema, others);
  return results.map((result) => again.find(({ label }) => label === result.label) ?? result);
}

async function isThere(operator: Operator, id: string | undefined): Promise<boolean> {
  if (id === undefined) return false;
  try {
    await getIdentity(operator, id);
    return true;
  } catch (error) {
    if (error instanceof OryError && error.status === 404) return false;
    throw error;
  }
}

function toBody(schema: string, identity: ImportIdentity): CreateIdentityBody {
  const { traits, state, hashed_password, metadata_public, metadata_admin } = identity;
  return {
    schema_id: schema,
    traits,
    state,
    metadata_public,
    metadata_admin,
    ...(hashed_password && { credentials: { password: { config: { hashed_password } } } }),
  };
}

const toLabel = ({ line }: Row) => ({ label: `Row ${line}` });

function toResult(row: Row, answer: unknown): RowResult {
  if (readString(answer, "action") !== "error") return { ...toLabel(row), result: "done" };
  const error = read(answer, "error");
  const isThere = read(error, "code") === 409;
  const detail = isThere ? "Somebody has this address already." : readString(error, "reason");
  return { ...toLabel(row), result: "failed", detail: detail ?? readString(error, "message") };
}
