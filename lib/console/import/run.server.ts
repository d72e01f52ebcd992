/** Makes the accounts of one part of an import, and says of each row what became of it. */

import type { CreateIdentityBody } from "@ory/client-fetch";
import { z } from "zod";
import { read, readList, readString } from "@/lib/json";
import { isTooLarge, OryError } from "@/lib/ory/error";
import { toDetail } from "../act/to-failure.server";
import { createIdentities, getIdentity, listIdentities } from "../identities/identities.server";
import type { Job, JobStep, RowResult, StepConditions } from "../jobs/job";
import { getPart, removePart } from "../jobs/jobs.server";
import type { Operator } from "../operator/operator";
import { isAboutAsked } from "../ory/is-about-asked";
import { isDeepEqual } from "../patch/is-deep-equal";
import { type ImportIdentity, type ImportRow, toRowLabel } from "./rows";

/** What was kept by the dry run, of this kind alone. */
type Row = ImportRow & { identity: ImportIdentity };

/**
 * @param isAgain the part was begun before: what this import made of it then is counted, and nothing is made twice
 * @throws OryError where Kratos did not say whether it made them
 */
export async function runImportStep(
  operator: Operator,
  { id, cursor, data, begun }: Job,
  { isAgain }: Pick<StepConditions, "isAgain">,
): Promise<JobStep> {
  const part = Number(cursor);
  const rows = (await getPart(id, part)) as Row[] | undefined;
  const schema = String(data.schema);
  const results = !rows
    ? [toLost(part)]
    : isAgain
      ? await makeAgain(operator, schema, rows, {
          identifiers: toPaths(data.identifiers),
          since: begun?.at ?? 0,
        })
      : await createRows(operator, schema, rows);
  return {
    results,
    cursor: part + 1 < Number(data.parts) ? String(part + 1) : undefined,
    finish: () => removePart(id, part),
  };
}

const toPaths = (kept: unknown) => z.array(z.string()).catch([]).parse(kept);

/** Rows are kept as long as their job; a store that forgot them forgot what they were. */
const toLost = (part: number): RowResult => ({
  label: `Part ${part + 1}`,
  result: "failed",
  detail: "Its rows are kept no longer: import them again.",
});

/**
 * Kratos refuses a whole batch for some mistakes of one row: halves, until that row stands alone.
 * @throws OryError also where the refusal is no row's: a token that is not taken, too many requests
 */
async function createRows(operator: Operator, schema: string, rows: readonly Row[]): Promise<RowResult[]> {
  const [only, ...others] = rows;
  if (!only) return [];
  try {
    const answer = await createIdentities(
      operator,
      rows.map(({ identity }) => toBody(schema, identity)),
    );
    return await settle(operator, schema, rows, readAnswers(answer, rows.length));
  } catch (error) {
    if (!isAboutAsked(error)) throw error;
    if (others.length === 0)
      return [{ ...toLabel(only), result: "failed", detail: toDetail(error).slice(0, 300) }];
    const middle = Math.ceil(rows.length / 2);
    const first = await createRows(operator, schema, rows.slice(0, middle));
    return [...first, ...(await createRows(operator, schema, rows.slice(middle)))];
  }
}

/** What may have become of a row. */
const ACTIONS = ["create", "error"];

/** Of each row what became of it. @throws OryError for an answer that does not say so */
function readAnswers(answer: unknown, count: number): readonly unknown[] {
  const answers = readList(answer, "identities");
  const isTold = answers.every((each) => ACTIONS.some((action) => readString(each, "action") === action));
  if (isTold && answers.length === count) return answers;
  throw new OryError({ upstream: "kratos", operation: "batchPatchIdentities", kind: "malformed" });
}

/**
 * Makes those that are not there. An account that nobody signs in to by an identifier could be made twice: it is not made
 * again, and said to be unknown.
 */
async function makeAgain(
  operator: Operator,
  schema: string,
  rows: readonly Row[],
  { identifiers, since }: { identifiers: readonly string[]; since: number },
): Promise<RowResult[]> {
  const known = rows.filter((row) => toIdentifiers(row, identifiers).length > 0);
  const results: RowResult[] = [];
  for (const result of await createRows(operator, schema, known)) {
    const row = known.find((each) => toLabel(each).label === result.label);
    const isTaken = row !== undefined && result.detail === TAKEN;
    const isOwn = isTaken && (await findMade(operator, row, toIdentifiers(row, identifiers), since));
    results.push(isOwn ? { label: result.label, result: "done", detail: MADE_BEFORE } : result);
  }
  const others = rows.filter((row) => !known.includes(row));
  return [
    ...results,
    ...others.map((row) => ({ ...toLabel(row), result: "unknown" as const, detail: UNKNOWN })),
  ];
}

const MADE_BEFORE = "Made before the import was interrupted.";
const UNKNOWN =
  "Perhaps made before the import was interrupted: nothing tells it from another account. Look for it.";

/** Clocks of Kratos and Foyer differ by less. */
const CLOCK_SKEW_MS = 60_000;

/** An account with these very traits, made since the part was begun. */
async function findMade(
  operator: Operator,
  { identity }: Row,
  [identifier = ""]: readonly string[],
  since: number,
): Promise<boolean> {
  const { items } = await listIdentities(operator, { kind: "exact", identifier });
  return items.some(
    (item) =>
      Date.parse(readString(item, "created_at") ?? "") >= since - CLOCK_SKEW_MS &&
      isDeepEqual(read(item, "traits"), identity.traits),
  );
}

function toIdentifiers({ identity }: Row, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const value = path.split(".").reduce<unknown>(read, identity.traits);
    return typeof value === "string" && value !== "" ? [value] : [];
  });
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
    if (isTooLarge(error)) return true;
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

const TAKEN = "Somebody has this address already.";

const toLabel = (row: Row) => ({ label: toRowLabel(row) });

function toResult(row: Row, answer: unknown): RowResult {
  if (readString(answer, "action") !== "error") return { ...toLabel(row), result: "done" };
  const error = read(answer, "error");
  const isThere = read(error, "code") === 409;
  const detail = isThere ? TAKEN : readString(error, "reason");
  return { ...toLabel(row), result: "failed", detail: detail ?? readString(error, "message") };
}
