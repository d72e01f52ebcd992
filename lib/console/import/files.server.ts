/** Keeps a file of people until its columns are named: sealed, for the operator who sent it, for an hour. */

import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { HttpError } from "@/lib/web/http-error";
import { isSameOperator, type Operator } from "../operator/operator";
import { getStore } from "../store/get-store.server";

const FILE_MS = 60 * 60 * 1000;

/** Of one operator; the oldest makes room for a further one. */
const WAITING_LIMIT = 3;

const fileSchema = z.object({
  schema: z.string(),
  text: z.string(),
  issuer: z.string(),
  subject: z.string(),
});

type ImportFile = z.output<typeof fileSchema>;

/** @returns the id by which it is found */
export async function keepFile(
  { issuer, subject }: Operator,
  file: Pick<ImportFile, "schema" | "text">,
): Promise<string> {
  const id = randomUUID();
  const sealed = await seal({ ...file, issuer, subject }, FILE_MS / 1000);
  const store = await getStore();
  const list = toListKey(issuer, subject);
  const waiting = [...toIds(await store.get(list)), id];
  await Promise.all(waiting.splice(0, waiting.length - WAITING_LIMIT).map(removeFile));
  await store.put(toKey(id), sealed, FILE_MS);
  await store.put(list, waiting.join(" "), FILE_MS);
  return id;
}

function toIds(kept: string | undefined): string[] {
  return (kept ?? "").split(" ").filter(Boolean);
}

function toListKey(issuer: string, subject: string): string {
  const digest = createHash("sha256").update(JSON.stringify([issuer, subject]));
  return `import-files:${digest.digest("base64url")}`;
}

/** @throws HttpError 404 where there is none, or it is another operator's */
export async function requireFile(operator: Operator, id: string): Promise<ImportFile> {
  const sealed = await (await getStore()).get(toKey(id));
  const parsed = fileSchema.safeParse(sealed && (await unseal(sealed)));
  if (!parsed.success || !isSameOperator(operator, parsed.data)) throw new HttpError(404, "not-found");
  return parsed.data;
}

export async function removeFile(id: string): Promise<void> {
  await (await getStore()).remove(toKey(id));
}

const toKey = (id: string) => `import-file:${id}`;
