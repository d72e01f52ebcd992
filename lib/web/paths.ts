/** Foyer's own addresses, as browsers know them: base path and origin are the configuration's. */

import { getConfig } from "@/lib/config/config";
import { formatPath, formatQuery, type PagePath, type Query } from "@/lib/pages";
import { readUrl } from "./request-url";

/** A path of our own, base path included. */
export function toPath(path: PagePath, query?: Query): string {
  return formatPath(getConfig().publicUrl.basePath, path, query);
}

/** The same as an absolute address, for Kratos' `return_to`. */
export function toUrl(path: PagePath, query?: Query): string {
  return getConfig().publicUrl.origin + toPath(path, query);
}

/** A browser endpoint of Kratos' on Foyer's origin, where the relay is. */
export function toRelayUrl(path: `/self-service/${string}`, query: Query = {}): string {
  return `${getConfig().publicUrl.href}${path}${formatQuery(query)}`;
}

/** The address of a request as its browser knows it: the server in front took the base path off. */
export function toBrowserUrl(request: Request): string {
  return getConfig().publicUrl.origin + toRequestPath(request);
}

/** The same without the origin. */
export function toRequestPath(request: Request): string {
  const { pathname, search } = readUrl(request);
  return getConfig().publicUrl.basePath + pathname + search;
}
