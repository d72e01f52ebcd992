/** The dry run of an import: reads the file, checks each row, and keeps those that can be made. Nothing is written. */

import { z } from "zod";
import { readString } from "@/lib/json";
import { OryError } from "@/lib/ory/error";
import { ActRefused, type ActResult, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { toLookPages } from "../jobs/job";
import { newJob, publishJob, putPart, putResults } from "../jobs/jobs.server";
import type { Operator } from "../operator/operator";
import { textIdSchema } from "../ory/ids.server";
import { getSchema, listSchemas } from "../schemas/schemas.server";
import { type TraitView, toSchema } from "../schemas/view";
import { isEitherColumn } from "../traits/file-column";
import { checkRows } from "./check";
import { readColumns, toTargets } from "./columns";
import { keepFile, removeFile } from "./files.server";
import { type ImportRow, isJsonText, parseRows, toRowLabel } from "./rows";
import { Upload } from "./upload";

export const CHECK_FIELDS = ["schema", "file", "text", "reason"] as const;

/** Rows that are sent at once: as many as Kratos makes well within the longest wait for an answer. */
const PART_ROWS = 50;

const NO_ROWS = "There is no account in it, only the names of columns or an empty list.";

/** Different ones that are said where no row fits. */
const REASON_COUNT = 3;

const upload = z
  .string()
  .default("")
  .transform((text) => new Upload(text));

export function toCheckAct(): AnyAct {
  return defineAct({
    operation: "import.check",
    subject: { kind: "import", id: "new" },
    summary: "Check a file of people. Nothing is written.",
    fields: z.object({
      schema: textIdSchema,
      file: upload,
      text: upload,
      reason,
    }),
    async run(operator, { schema: id, file, text }) {
      const content = file.read().trim() || text.read().trim();
      if (!content)
        throw new ActRefused("Nothing was read.", { file: "Choose a file, or paste its text below." });
      const schema = await findSchema(operator, id);
      const names = readColumns(content)?.map(({ name }) => name) ?? [];
      const targets = toTargets(schema.traits);
      const paths = schema.traits.map(({ path }) => path);
      if (names.some((name) => !targets.includes(name) || isEitherColumn(name, names, paths)))
        return { next: `/import/${await keepFile(operator, { schema: id, text: content })}` };
      return keepRows(operator, schema, await readRows(operator, schema, content));
    },
  });
}

/** @param id of the file that waits for the names of its columns */
export function toColumnsAct(id: string, { schema: schemaId, text }: WaitingFile): AnyAct {
  return defineAct({
    operation: "import.check",
    subject: { kind: "import", id },
    summary: "Check a file of people. Nothing is written.",
    fields: z
      .object({
        reason,
      })
      .catchall(z.string()),
    async run(operator, { reason: _, ...values }) {
      const schema = await findSchema(operator, schemaId);
      const columns = (readColumns(text) ?? []).map((_column, index) => values[toColumnField(index)] ?? "");
      requireDistinct(columns, toTargets(schema.traits));
      const rows = await readRows(operator, schema, text, columns);
      requireOneThatFits(rows);
      const result = await keepRows(operator, schema, rows);
      await removeFile(id);
      return result;
    },
  });
}

/** Of the form that names columns. @param index from 0 */
export const toColumnField = (index: number) => `column-${index}` as const;

interface WaitingFile {
  schema: string;
  text: string;
}

/** @throws ActRefused */
function requireDistinct(columns: readonly string[], targets: readonly string[]): void {
  const problems: Record<string, string> = {};
  for (const [index, column] of columns.entries()) {
    if (column === "") continue;
    if (!targets.includes(column)) problems[toColumnField(index)] = "Choose one of these.";
    else if (columns.indexOf(column) < index)
      problems[toColumnField(index)] = "Another column is this already.";
  }
  if (Object.keys(problems).length > 0) throw new ActRefused("Nothing was read.", problems);
  if (columns.every((column) => column === "")) throw new ActRefused("No column is anything yet.");
}

interface KnownSchema {
  id: string;
  json: unknown;
  traits: readonly TraitView[];
}

/** @throws ActRefused where Kratos has none, OryError */
async function findSchema(operator: Operator, id: string): Promise<KnownSchema> {
  const json = await getSchema(operator, id).catch((error: unknown) => {
    const isMissing = error instanceof OryError && error.status === 404;
    throw isMissing ? new ActRefused("Nothing was read.", { schema: "There is no such schema." }) : error;
  });
  return { id, json, traits: toSchema(id, json).traits };
}

/** @param columns what each column is, where its first line does not say it @throws ActRefused, OryError */
async function readRows(
  operator: Operator,
  { id, json, traits }: KnownSchema,
  text: string,
  columns?: readonly string[],
): Promise<ImportRow[]> {
  const paths = traits.map(({ path }) => path);
  const parsed = parseRows(text, paths, columns);
  if ("problem" in parsed) throw new ActRefused("Nothing was read.", { file: parsed.problem });
  if (parsed.rows.length === 0) throw new ActRefused("Nothing was read.", { file: NO_ROWS });
  const isMixed = parsed.rows.some(({ schema }) => schema !== undefined && schema !== id);
  const all = isMixed ? await listSchemas(operator) : [];
  const others = all.flatMap((item) => readString(item, "id") ?? []).filter((other) => other !== id);
  return checkRows(parsed.rows, json, traits, { isTyped: isJsonText(text), others });
}

/** Columns of which no row fits were chosen wrongly: they are shown again as they were. @throws ActRefused */
function requireOneThatFits(rows: readonly ImportRow[]): void {
  if (rows.length === 0 || rows.some(({ problem }) => problem === undefined)) return;
  const firstOfEach = new Map(rows.toReversed().map((row) => [row.problem, toRowLabel(row)]));
  const reasons = [...firstOfEach].reverse().slice(0, REASON_COUNT);
  const text = reasons.map(([problem, label]) => `${label}: ${problem?.replace(/\.$/, "")}.`).join(" ");
  throw new ActRefused(`No row fits, so nothing could be made. ${text} Is each column what it should be?`);
}

async function keepRows(
  operator: Operator,
  { id, traits }: KnownSchema,
  rows: readonly ImportRow[],
): Promise<ActResult> {
  const identifiers = traits.flatMap(({ path, isIdentifier }) => (isIdentifier ? path : []));
  const job = await keep({ schema: id, identifiers }, operator.name, rows);
  return { after: { rows: rows.length, wrong: job.failed }, next: `/jobs/${job.id}` };
}

/** What each part of the job needs to know. */
interface JobData {
  schema: string;
  /** Paths of the traits that people sign in by. */
  identifiers: readonly string[];
}

async function keep(data: JobData, by: string, rows: readonly ImportRow[]) {
  const good = rows.filter(({ problem }) => problem === undefined);
  const wrong = rows.filter(({ problem }) => problem !== undefined);
  const parts = toParts(good);
  const job = newJob({
    kind: "import",
    title: `Import of ${rows.length} accounts`,
    by,
    total: good.length,
    failed: wrong.length,
    cursor: good.length > 0 ? "0" : undefined,
    data: { ...data, parts: parts.length },
  });
  for (const [index, part] of parts.entries()) await putPart(job.id, index, part);
  const pages = toParts(wrong);
  for (const [page, part] of pages.entries())
    await putResults(
      job.id,
      page,
      part.map((row) => ({ label: toRowLabel(row), result: "failed", detail: row.problem })),
    );
  const kept = { ...job, pages: pages.length, failedPages: toLookPages({ pages: pages.length }) };
  await publishJob(kept);
  return kept;
}

function toParts<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / PART_ROWS);
  return Array.from({ length: count }, (_, index) => items.slice(index * PART_ROWS, (index + 1) * PART_ROWS));
}
