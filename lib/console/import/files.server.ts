/** Keeps a file of people until its columns are named: sealed, for the operator who sent it, for an hour. */

import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { HttpError } from "@/lib/web/http-error";
import { isSameOperator, type Operator } from "../operator/operator";
import { getStore } from "../store/get-store.server";
import { getSealed, putSealed } from "../store/sealed.server";

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
  const store = await getStore();
  const list = toListKey(issuer, subject);
  const waiting = [...toIds(await store.get(list)), id];
  await Promise.all(waiting.splice(0, waiting.length - WAITING_LIMIT).map(removeFile));
  await putSealed(toKey(id), { ...file, issuer, subject }, FILE_MS);
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
  const file = await getSealed(toKey(id), fileSchema);
  if (!file || !isSameOperator(operator, file)) throw new HttpError(404, "not-found");
  return file;
}

export async function removeFile(id: string): Promise<void> {
  await (await getStore()).remove(toKey(id));
}

const toKey = (id: string) => `import-file:${id}`;
