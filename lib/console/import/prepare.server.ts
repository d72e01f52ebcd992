/** The dry run of an import: reads the file, checks each row, and keeps those that can be made. Nothing is written. */

import { z } from "zod";
import { OryError } from "@/lib/ory/error";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { atMost } from "../forms/at-most";
import { createJob, putPart, putResults, saveJob } from "../jobs/jobs.server";
import { nameSchema } from "../ory/ids.server";
import { getSchema } from "../schemas/schemas.server";
import { toSchema } from "../schemas/view";
import { checkRows } from "./check";
import { type ImportRow, parseRows } from "./rows";
import { Upload } from "./upload";

export const CHECK_FIELDS = ["schema", "file", "text", "reason"] as const;

/** Rows that are sent at once: as many as Kratos makes well within the longest wait for an answer. */
const PART_ROWS = 50;

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
      schema: nameSchema,
      file: upload,
      text: upload,
      reason: z
        .string()
        .max(...atMost(500))
        .optional(),
    }),
    async run(operator, { schema: id, file, text }) {
      const content = file.read().trim() || text.read().trim();
      if (!content)
        throw new ActRefused("Nothing was read.", { file: "Choose a file, or paste its text below." });
      const json = await getSchema(operator, id).catch((error: unknown) => {
        const isMissing = error instanceof OryError && error.status === 404;
        throw isMissing ? new ActRefused("Nothing was read.", { schema: "There is no such schema." }) : error;
      });
      const { traits } = toSchema(id, json);
      const parsed = parseRows(
        content,
        traits.map(({ path }) => path),
      );
      if ("problem" in parsed) throw new ActRefused("Nothing was read.", { file: parsed.problem });
      const rows = checkRows(parsed.rows, json, traits);
      const job = await keep(id, operator.name, rows);
      return { after: { rows: rows.length, wrong: job.failed }, next: `/jobs/${job.id}` };
    },
  });
}

async function keep(schema: string, by: string, rows: readonly ImportRow[]) {
  const good = rows.filter(({ problem }) => problem === undefined);
  const wrong = rows.filter(({ problem }) => problem !== undefined);
  const parts = toParts(good);
  const job = await createJob({
    kind: "import",
    title: `Import of ${rows.length} accounts`,
    by,
    total: good.length,
    failed: wrong.length,
    cursor: good.length > 0 ? "0" : undefined,
    data: { schema, parts: parts.length },
  });
  for (const [index, part] of parts.entries()) await putPart(job.id, index, part);
  const pages = toParts(wrong);
  for (const [page, part] of pages.entries())
    await putResults(
      job.id,
      page,
      part.map(({ line, problem }) => ({ label: `Row ${line}`, result: "failed", detail: problem })),
    );
  const kept = { ...job, pages: pages.length };
  await saveJob(kept);
  return kept;
}

function toParts<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / PART_ROWS);
  return Array.from({ length: count }, (_, index) => items.slice(index * PART_ROWS, (index + 1) * PART_ROWS));
}
