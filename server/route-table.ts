/** Finds the route handler of a path, by the names of the folders below `app/` (Next's file conventions). */

/** Values of a route's `[name]` segments, decoded, as Next hands them over. */
interface RouteContext {
  params: Promise<Record<string, string>>;
}

export type Handler = (request: Request, context: RouteContext) => Response | Promise<Response>;

/** What a `route.ts` exports; Next's segment options (`dynamic`) are of no use here. */
export interface RouteModule {
  GET?: Handler;
  POST?: Handler;
  HEAD?: Handler;
}

export interface Route {
  /** The folder as a path: `/login`, `/assets/[file]`, `/[...path]`. */
  pattern: string;
  /** Or what loads them when the first request comes. */
  handlers: RouteModule | (() => Promise<RouteModule>);
}

const WHOLE_REST = /^\[\.\.\.\w+\]$/;
const ONE_SEGMENT = /^\[(\w+)\]$/;

/**
 * A function from a path, as it was sent and without base path, to its route. A plain folder comes before a `[name]`,
 * and that before a `[...rest]`; a slash at the end makes no difference.
 */
export function toRouteTable(routes: readonly Route[]): (path: string) => Route | undefined {
  const plain = new Map(routes.filter(isPlain).map((route) => [route.pattern, route]));
  const patterned = routes
    .filter((route) => !isPlain(route))
    .map((route) => ({ route, segments: route.pattern.split("/").slice(1) }))
    .toSorted((left, right) => toRank(left.segments) - toRank(right.segments));
  return (path) => {
    const trimmed = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
    const found = plain.get(trimmed);
    if (found) return found;
    const segments = trimmed.split("/").slice(1);
    return patterned.find((candidate) => matches(candidate.segments, segments))?.route;
  };
}

/**
 * What stands in the `[name]` segments of a route; of a rest nothing, which no handler reads.
 * @param path of this route; every segment can be decoded, or the request had been refused
 */
export function toParams({ pattern }: Route, path: string): Record<string, string> {
  const segments = path.split("/");
  return Object.fromEntries(
    pattern.split("/").flatMap((part, index) => {
      const [, name] = part.match(ONE_SEGMENT) ?? [];
      return name === undefined ? [] : [[name, decodeURIComponent(segments[index] ?? "")]];
    }),
  );
}

function isPlain({ pattern }: Route): boolean {
  return !pattern.includes("[");
}

/** Longer plain beginnings first; a rest after everything that has the same beginning. */
function toRank(segments: readonly string[]): number {
  const plain = segments.findIndex((segment) => segment.startsWith("["));
  return -2 * plain + (WHOLE_REST.test(segments.at(-1) ?? "") ? 1 : 0);
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  for (const [index, part] of pattern.entries()) {
    if (WHOLE_REST.test(part)) return segments.length > index && segments[index] !== "";
    const segment = segments[index];
    if (segment === undefined || (ONE_SEGMENT.test(part) ? segment === "" : segment !== part)) return false;
  }
  return segments.length === pattern.length;
}
