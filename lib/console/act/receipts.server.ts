/** Hands a receipt from the act to the page that shows it: sealed, for this session, once where it holds a secret. */

import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { OperatorPage } from "../request/console-page.server";
import { getSealed, putSealed, takeSealed } from "../store/sealed.server";
import { type Receipt, type ReceiptView, receiptSchema } from "./receipt";

const ID_BYTES = 18;
const RECEIPT_ID = /^[\w-]{24}$/;

/** A secret waits a minute for its page; what happened can be read again for an hour. */
const SECRET_MS = 60_000;
const RECEIPT_MS = 60 * 60 * 1000;

const keptSchema = z.object({ handle: z.string(), receipt: receiptSchema });

/** @returns the path under the console that shows it */
export async function keepReceipt({ session }: OperatorPage, given: Receipt): Promise<string> {
  const receipt = receiptSchema.parse(given);
  const id = randomBytes(ID_BYTES).toString("base64url");
  const ttlMs = receipt.secrets.length > 0 ? SECRET_MS : RECEIPT_MS;
  await putSealed(toKey(id), { handle: session.handle, receipt }, ttlMs);
  return `/receipts/${id}`;
}

/** One with a secret is gone after the first call (threat C11). */
export async function openReceipt({ session }: OperatorPage, id: string): Promise<ReceiptView | undefined> {
  if (!RECEIPT_ID.test(id)) return undefined;
  const kept = await getSealed(toKey(id), keptSchema);
  if (!kept || kept.handle !== session.handle) return undefined;
  if (kept.receipt.secrets.length === 0) return kept.receipt;
  return (await takeSealed(toKey(id), keptSchema))?.receipt;
}

const toKey = (id: string) => `receipt:${id}`;
