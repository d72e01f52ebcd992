/**
 * Decides which requests reach no page: other methods, paths that mean different things to different readers, and more
 * of something than a browser has use for.
 */

import { trimSlashes } from "@/lib/trim-slashes";
import { PARAMETER_COUNT_LIMIT } from "@/lib/web/bounds";

/** Asked by what watches the process on its own machine, which may not know the base path. */
export const ALIVE_PATH = "/health/alive";

const METHODS = new Set(["GET", "HEAD", "POST"]);
/** Separators in disguise, control characters, dot segments: in the path as sent and after one decode (threat P2). */
const AMBIGUOUS = /\/\/|\\|[\p{Cc}]|\/\.{1,2}(\/|$)/u;
/** Begins what browsers keep to themselves (RFC 9112 §3.2 has none of it): the path would end there for some readers alone. */
const FRAGMENT = "#";
/** Next's own error documents: framework script, cached for a year; ours answer in their place (threat D3). */
const FRAMEWORK_PAGES = new Set(["/404", "/500"]);
/** Everything else that is the framework's begins so (`/_error`, `/_global-error`, `/_next/image`), and no page of ours. */
const FRAMEWORK_PREFIX = "/_";
const STATIC_FILES = "/_next/static/";
/** What a proxy keeps in by its path: one spelling, where other pages may have a slash at the end (threat P2). */
const KEPT_IN = /^\/(metrics|health\/\w+)\/$/;

/** Longest path that is looked at, in characters: ours, a provider's name of 128, and an escape for each of its letters. */
const PATH_LIMIT = 1024;
/** Longest query, in characters: one parameter of the longest that is taken (lib/web/guards.ts), and others besides. */
const QUERY_LIMIT = 24 * 1024;
/**
 * @param request `url` as it stands in the request line
 * @returns the status of the refusal
 */
export function findRefusal(
  { method = "", url = "" }: { method?: string; url?: string },
  { basePath, isDevelopment = false }: { basePath: string; isDevelopment?: boolean },
): 400 | 404 | 405 | 414 | undefined {
  if (!METHODS.has(method)) return 405;
  const [path = "", query = ""] = splitOnce(url, "?");
  if (path.length > PATH_LIMIT || !path.startsWith("/") || isAmbiguous(path)) return 404;
  if (url.includes(FRAGMENT)) return 404;
  if (query.length > QUERY_LIMIT) return 414;
  if (countParameters(query) > PARAMETER_COUNT_LIMIT) return 400;
  if (path === ALIVE_PATH) return undefined;
  if (path !== basePath && !path.startsWith(`${basePath}/`)) return 404;
  const inner = path.slice(basePath.length);
  if (KEPT_IN.test(inner)) return 404;
  return isDevelopment ? undefined : toFrameworkRefusal(inner);
}

/** What is before the separator, and all that is behind it. */
function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Empty ones count too: whoever sends them has nothing to ask. */
function countParameters(query: string): number {
  let count = 1;
  for (let at = query.indexOf("&"); at !== -1; at = query.indexOf("&", at + 1)) count++;
  return count;
}

/** @param path as sent */
function isAmbiguous(path: string): boolean {
  try {
    const decoded = decodeURIComponent(path);
    const hidesSlash = decoded.split("/").length !== path.split("/").length;
    return hidesSlash || AMBIGUOUS.test(path) || AMBIGUOUS.test(decoded);
  } catch {
    return true;
  }
}

/** Everything of the framework's but its static files (threat S4: no image optimiser). */
function toFrameworkRefusal(path: string): 404 | undefined {
  const decoded = decodeURIComponent(path);
  const isInternal = decoded.startsWith(FRAMEWORK_PREFIX) && !decoded.startsWith(STATIC_FILES);
  return isInternal || FRAMEWORK_PAGES.has(trimSlashes(decoded)) ? 404 : undefined;
}
