/** Decides which requests reach no page: other methods, and paths that mean different things to different readers. */

/** Asked by what watches the process on its own machine, which may not know the base path. */
export const ALIVE_PATH = "/health/alive";

const METHODS = new Set(["GET", "HEAD", "POST"]);
/** Separators in disguise, control characters, dot segments: in the path as sent and after one decode (threat P2). */
const AMBIGUOUS = /\/\/|\\|[\p{Cc}]|\/\.{1,2}(\/|$)/u;
/** Next's own error documents: framework script, cached for a year; ours answer in their place. */
const FRAMEWORK_PAGES = new Set(["/404", "/500", "/_error", "/_not-found", "/_app", "/_document"]);
const FRAMEWORK_FILES = "/_next/";
const STATIC_FILES = "/_next/static/";

/**
 * @param request `url` as it stands in the request line
 * @returns the status of the refusal
 */
export function toRefusal(
  { method = "", url = "" }: { method?: string; url?: string },
  { basePath, isDevelopment = false }: { basePath: string; isDevelopment?: boolean },
): 404 | 405 | undefined {
  if (!METHODS.has(method)) return 405;
  const path = url.split("?", 1)[0] ?? "";
  if (!path.startsWith("/") || isAmbiguous(path)) return 404;
  if (path === ALIVE_PATH) return undefined;
  if (path !== basePath && !path.startsWith(`${basePath}/`)) return 404;
  return isDevelopment ? undefined : toFrameworkRefusal(path.slice(basePath.length));
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
  const isInternal = decoded.startsWith(FRAMEWORK_FILES) && !decoded.startsWith(STATIC_FILES);
  return isInternal || FRAMEWORK_PAGES.has(decoded.replace(/\/+$/, "")) ? 404 : undefined;
}
