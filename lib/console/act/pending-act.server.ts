/** Keeps an act that waits for a fresh sign-in: sealed, for this operator in this session, once, for ten minutes (C29). */

import { randomBytes } from "node:crypto";
import { z } from "zod";
import { isSameOperator } from "../operator/operator";
import { type OperatorPage, toConsolePath } from "../request/console-page.server";
import { getSealed, putSealed, takeSealed } from "../store/sealed.server";
import { isOperation, type Operation } from "./operations";

const ID_BYTES = 18;
export const PENDING_MS = 10 * 60 * 1000;

/** What {@link saveAct} gives out. */
const PENDING_ID = /^[\w-]{24}$/;

const pendingSchema = z.object({
  operation: z.custom<Operation>((name) => typeof name === "string" && isOperation(name)),
  /** Where its form was sent, with its query, as browsers see it. */
  address: z.string(),
  summary: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  issuer: z.string(),
  subject: z.string(),
  handle: z.string(),
  /** Milliseconds since 1970. */
  savedAt: z.number(),
});

export type PendingAct = z.output<typeof pendingSchema>;

/** @returns the id by which it is carried on */
export async function saveAct(
  { operator, session, address }: OperatorPage,
  act: Pick<PendingAct, "operation" | "summary" | "values">,
): Promise<string> {
  const { issuer, subject } = operator;
  return put({ ...act, address, issuer, subject, handle: session.handle, savedAt: Date.now() });
}

/**
 * One that was taken, and of which nothing came, for as long as it would have waited.
 * @returns its new id; undefined where that time is over
 */
export async function keepAct(act: PendingAct): Promise<string | undefined> {
  return Date.now() < act.savedAt + PENDING_MS ? put(act) : undefined;
}

async function put(act: PendingAct): Promise<string> {
  const id = randomBytes(ID_BYTES).toString("base64url");
  await putSealed(toKey(id), act, act.savedAt + PENDING_MS - Date.now());
  return id;
}

/** What waits under this id, for the operator and session that began it and nobody else. */
export async function findAct(
  { operator, session }: OperatorPage,
  id: string,
): Promise<PendingAct | undefined> {
  if (!PENDING_ID.test(id)) return undefined;
  const pending = await getSealed(toKey(id), pendingSchema);
  const isOwn = pending && pending.handle === session.handle && isSameOperator(operator, pending);
  return isOwn ? pending : undefined;
}

/** The same, and takes it away: of two that carry it on, one does. */
export async function takeAct(page: OperatorPage, id: string): Promise<PendingAct | undefined> {
  const own = await findAct(page, id);
  if (!own) return undefined;
  return takeSealed(toKey(id), pendingSchema);
}

/** Where a waiting act is shown, before and after the sign-in that it waits for. */
export function toStepUpPath(id: string): string {
  return toConsolePath("/step-up", { act: id });
}

/** The act that such a path is about; undefined for every other path. */
export function readActOf(path: string): string | undefined {
  const [, query] = path.split("?", 2);
  const id = new URLSearchParams(query).get("act") ?? undefined;
  return id !== undefined && path === toStepUpPath(id) ? id : undefined;
}

const toKey = (id: string) => `pending:${id}`;
