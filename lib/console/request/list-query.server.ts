/** What a list page reads of its address, and the addresses of its next page and its start. */

import { readDone } from "@/lib/web/cookies/done";
import { readQuery, readTypedQuery } from "@/lib/web/guards";
import { isOperation, OPERATIONS, type Operation } from "../act/operations";
import { readPageParameter, toPageParameter } from "../ory/page-token.server";
import { type OperatorPage, toConsolePath } from "./console-page.server";

interface ListQuery<Name extends string> {
  filters: Partial<Record<Name, string>>;
  /** The upstream's token of the page that is asked for. */
  pageToken?: string;
  /** @param next the upstream's token of the next page */
  toPager(next: string | undefined): { nextHref?: string; startHref?: string };
}

/**
 * @param path of the list under the console; with the filters it names the list that page tokens are for
 * @throws HttpError 400 for a repeated parameter or a page token of no such list (threat C16)
 */
export function readListQuery<Name extends string>(
  { request }: OperatorPage,
  path: string,
  names: readonly Name[],
): ListQuery<Name> {
  const filters = readTypedQuery(request, names);
  const { page } = readQuery(request, ["page"]);
  const list = `${path}?${new URLSearchParams(filters as Record<string, string>)}`;
  return {
    filters,
    pageToken: readPageParameter(list, page),
    toPager: (next) => ({
      nextHref: next && toConsolePath(path, { ...filters, page: toPageParameter(list, next) }),
      startHref: page ? toConsolePath(path, filters) : undefined,
    }),
  };
}

/** The sentence for the act that has just led to this page; undefined otherwise: nobody writes on our pages by a link. */
export async function readDoneSentence({ request, path }: OperatorPage): Promise<string | undefined> {
  const done = await readDone(request, path);
  return isOperation(done) ? OPERATIONS[done satisfies Operation].done : undefined;
}
