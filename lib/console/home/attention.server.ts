/** Finds what needs attention: each by one bounded read, and a server that is away hides nothing else. */

import { getConfig } from "@/lib/config/config";
import { toRecord } from "@/lib/json";
import { OryError } from "../../ory/error";
import { listClients } from "../clients/clients.server";
import { findSevereRisks } from "../clients/risks";
import { toClientRow } from "../clients/view";
import { listMessages } from "../messages/messages.server";
import { type MessageRow, toMessageRow } from "../messages/view";
import type { Operator } from "../operator/operator";
import type { KnownItems, RiskyApp } from "./attention";

/** Of each kind. */
const SHOWN = 5;

/** The newest that Kratos does not try again. */
export async function findFailedMail(operator: Operator): Promise<KnownItems<MessageRow>> {
  return orUnknown(async () => {
    const { items } = await listMessages(operator, { status: "abandoned" });
    return items.slice(0, SHOWN).map(toMessageRow);
  });
}

/** Of the first page of clients. Undefined without Hydra. */
export async function findRiskyApps(operator: Operator): Promise<KnownItems<RiskyApp> | undefined> {
  if (!getConfig().hydra) return undefined;
  return orUnknown(async () => {
    const { items } = await listClients(operator, {});
    const risky = items.flatMap((item): RiskyApp[] => {
      const { id, name } = toClientRow(item);
      const [risk] = findSevereRisks(toRecord(item));
      return risk ? [{ id, name, risk }] : [];
    });
    return risky.slice(0, SHOWN);
  });
}

async function orUnknown<Item>(find: () => Promise<Item[]>): Promise<KnownItems<Item>> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof OryError) return "unknown";
    throw error;
  }
}
