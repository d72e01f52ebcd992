/** Finds what needs attention: each by bounded reads, and a server that is away hides nothing else. */

import { getConfig } from "@/lib/config/config";
import { toRecord } from "@/lib/json";
import { OryError } from "../../ory/error";
import { listClients } from "../clients/clients.server";
import { findSevereRisks } from "../clients/risks";
import { toClientRow } from "../clients/view";
import { listMessages } from "../messages/messages.server";
import { type MessageRow, toMessageRow } from "../messages/view";
import type { Operator } from "../operator/operator";
import type { KnownItems, RiskyApp, RiskyApps } from "./attention";

/** Of each kind. */
const SHOWN = 5;

/** The newest that Kratos does not try again. */
export async function findFailedMail(operator: Operator): Promise<KnownItems<MessageRow>> {
  return orUnknown(async () => {
    const { items } = await listMessages(operator, { status: "abandoned" });
    return items.slice(0, SHOWN).map(toMessageRow);
  });
}

/** A message waits for seconds where the courier works. */
const WAITING_MS = 10 * 60 * 1000;

/** Pages of clients, or of mail, that are looked through, one after the other. */
const LOOK_PAGES = 6;

/**
 * The oldest on the first page, newest first, with mail that has waited for long: a page of new mail alone is what a moment
 * brings. Where all that is looked through is new and there is more, that waits for long, too. Where Kratos does not answer the
 * list above it says so.
 */
export async function findWaitingMail(operator: Operator, now = Date.now()): Promise<MessageRow[]> {
  const hasWaited = ({ createdAt = "" }: MessageRow) => Date.parse(createdAt) < now - WAITING_MS;
  let rows: MessageRow[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < LOOK_PAGES; page += 1) {
    const found = await orUnknown(() => listMessages(operator, { status: "queued", pageToken }));
    if (found === "unknown") return [];
    rows = found.items.map(toMessageRow).toReversed();
    const waiting = rows.filter(hasWaited);
    if (waiting.length > 0 || found.next === undefined) return waiting.slice(0, SHOWN);
    pageToken = found.next;
  }
  return rows.slice(0, SHOWN);
}

/** Of the first pages of clients; where one of them does not come, of those before it. Undefined without Hydra. */
export async function findRiskyApps(operator: Operator): Promise<RiskyApps | undefined> {
  if (!getConfig().hydra) return undefined;
  const found: RiskyApp[] = [];
  let looked = 0;
  let hasLeftOut = false;
  let pageToken: string | undefined;
  const toResult = (hasMore: boolean) => ({
    shown: found.slice(0, SHOWN),
    count: found.length,
    looked,
    hasMore,
  });
  for (let page = 0; page < LOOK_PAGES; page += 1) {
    const clients = await orUnknown(() => listClients(operator, {}, pageToken));
    if (clients === "unknown") return { ...toResult(true), ...(looked === 0 && { shown: "unknown" }) };
    looked += clients.items.length;
    found.push(...clients.items.flatMap(toRiskyApp));
    hasLeftOut ||= clients.hasLeftOut ?? false;
    pageToken = clients.next;
    if (pageToken === undefined) return toResult(hasLeftOut);
  }
  return toResult(true);
}

function toRiskyApp(item: unknown): RiskyApp[] {
  const { id, name } = toClientRow(item);
  const [risk] = findSevereRisks(toRecord(item));
  return risk ? [{ id, name, risk }] : [];
}

async function orUnknown<T>(find: () => Promise<T>): Promise<T | "unknown"> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof OryError) return "unknown";
    throw error;
  }
}
