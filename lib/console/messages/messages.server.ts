/** The courier's messages as the console reads them; nothing sends one again (Kratos v1.3.1 has no such call). */

import type { ListCourierMessagesRequest } from "@ory/client-fetch";
import type { Operator } from "../operator/operator";
import { type AdminList, callAdmin, listAdmin } from "../ory/admin.server";
import { listThatFits } from "../ory/list-that-fits.server";

/** Messages on one page. */
const PAGE_SIZE = 50;

/** Newest first, without their attempts. @throws OryError */
export function listMessages(
  operator: Operator,
  filter: Pick<ListCourierMessagesRequest, "status" | "recipient" | "pageToken">,
): Promise<AdminList<unknown>> {
  return listThatFits(PAGE_SIZE, (pageSize) =>
    listAdmin(operator, "kratos", "listCourierMessages", ({ courier }, init) =>
      courier.listCourierMessagesRaw({ ...filter, pageSize }, init),
    ),
  );
}

/** To the first of these to whom there is any, as different ways of writing one address. @throws OryError */
export async function findMessages(
  operator: Operator,
  [recipient, ...others]: readonly string[],
  filter: Pick<ListCourierMessagesRequest, "status" | "pageToken">,
): Promise<AdminList<unknown>> {
  const found = await listMessages(operator, { ...filter, recipient });
  return found.items.length > 0 || others.length === 0 ? found : findMessages(operator, others, filter);
}

/** With its attempts. @param id checked by `requireUuid` @throws OryError 404 */
export function getMessage(operator: Operator, id: string): Promise<unknown> {
  return callAdmin(operator, "kratos", "getCourierMessage", ({ courier }, init) =>
    courier.getCourierMessageRaw({ id }, init),
  );
}
