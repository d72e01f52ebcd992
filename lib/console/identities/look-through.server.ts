/** Finds by what Kratos cannot filter by: looks through whom it lists, a bounded number of them at a time. */

import { z } from "zod";
import { parseJson, read, readList, readString } from "@/lib/json";
import type { Operator } from "../operator/operator";
import { listIdentities } from "./identities.server";
import type { IdentityFilter, OnlyThose } from "./identity-filter";

/** Accounts that one page of the console, or one step of a job, is found among. */
const MOST_LOOKED_AT = 2500;

/** Accounts that Kratos is asked for at once: of a list that is looked through, more than are shown. */
const ROWS_AT_ONCE = 250;

/** Kratos takes seconds for each page of those that begin with something, in a large installation: then one is enough. */
const LONGEST_MS = 2000;

/** Accounts that one page shows. */
const MOST_SHOWN = 50;

export interface LookedThrough {
  items: unknown[];
  /** Where the next ones are looked for; absent where all were looked at. */
  next?: string;
  /** How many were looked at for these; absent where Kratos itself found them. */
  lookedAt?: number;
}

/** A page of Kratos', and the last account of it that was looked at. */
const cursorSchema = z.object({ page: z.string().optional(), after: z.string().optional() });

/** @param cursor the `next` of the page before @param most found, more than which are left for the next page @throws OryError */
export async function findIdentities(
  operator: Operator,
  filter: IdentityFilter,
  cursor?: string,
  most = MOST_SHOWN,
): Promise<LookedThrough> {
  const { only } = filter;
  if (!only) return listIdentities(operator, filter, cursor, most);
  let { page, after } = cursor === undefined ? {} : cursorSchema.parse(parseJson(cursor));
  const items: unknown[] = [];
  let lookedAt = 0;
  const begun = performance.now();
  const mayLookOn = () => lookedAt < MOST_LOOKED_AT && performance.now() - begun < LONGEST_MS;
  do {
    const listed = await listIdentities(operator, filter, page, ROWS_AT_ONCE);
    for (const item of toRest(listed.items, after)) {
      lookedAt += 1;
      if (!isOneOf(item, only)) continue;
      items.push(item);
      if (items.length < most) continue;
      const isLast = item === listed.items.at(-1);
      const next = isLast ? toCursor(listed.next) : JSON.stringify({ page, after: readString(item, "id") });
      return { items, next, lookedAt };
    }
    page = listed.next;
    after = undefined;
  } while (page !== undefined && mayLookOn());
  return { items, next: toCursor(page), lookedAt };
}

const toCursor = (page: string | undefined) => page && JSON.stringify({ page });

/** What stands behind the last one; where that one is gone meanwhile, whose id is greater: Kratos lists by id. */
function toRest(items: readonly unknown[], after: string | undefined): readonly unknown[] {
  if (after === undefined) return items;
  const at = items.findIndex((item) => readString(item, "id") === after);
  return at < 0 ? items.filter((item) => (readString(item, "id") ?? "") > after) : items.slice(at + 1);
}

/**
 * Whether it is one of those that were asked for. An account that is listed by its id alone (`listByIdsThatFit`) is one where nothing
 * is asked: nobody can tell what it is like, and what is done to those who are found would be done to it.
 */
export function isOneOf(identity: unknown, { state, verified, schema }: OnlyThose = {}): boolean {
  const isKnown = read(identity, "state") !== undefined;
  const isBlocked = read(identity, "state") === "inactive";
  const hasVerified = () =>
    readList(identity, "verifiable_addresses").some((address) => read(address, "verified") === true);
  return (
    (state === undefined || (isKnown && isBlocked === (state === "blocked"))) &&
    (verified === undefined || (isKnown && hasVerified() === (verified === "some"))) &&
    (schema === undefined || readString(identity, "schema_id") === schema)
  );
}
