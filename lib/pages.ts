/** Foyer's pages: the one list of them, and the one way to write the address of one. */

interface PageFacts {
  /** `account`: only somebody signed in sees it, and it is cut off from pages that opened it. */
  area: "public" | "account";
  /** Methods that its route takes; every other is refused by a document. */
  takes: "GET" | "POST" | "GET POST";
  /** It does not exist where OAuth2 is off. */
  needs?: "oauth2";
}

/**
 * By the path of the route, `[name]` for a segment of any value; a page that is not listed does not compile.
 * @internal exported for tests
 */
export const PAGES = {
  "/": { area: "public", takes: "GET" },
  "/login": { area: "public", takes: "GET POST" },
  "/registration": { area: "public", takes: "GET POST" },
  "/recovery": { area: "public", takes: "GET POST" },
  "/verification": { area: "public", takes: "GET" },
  "/error": { area: "public", takes: "GET" },
  "/language": { area: "public", takes: "GET POST" },
  "/logout": { area: "public", takes: "GET POST" },
  "/consent": { area: "public", takes: "GET POST", needs: "oauth2" },
  "/consent/switch-account": { area: "public", takes: "POST", needs: "oauth2" },
  "/device": { area: "public", takes: "GET POST", needs: "oauth2" },
  "/device/success": { area: "public", takes: "GET", needs: "oauth2" },
  "/account": { area: "account", takes: "GET" },
  "/welcome": { area: "account", takes: "GET" },
  "/settings": { area: "account", takes: "GET POST" },
  "/sessions": { area: "account", takes: "GET POST" },
  "/account/apps": { area: "account", takes: "GET POST", needs: "oauth2" },
} as const satisfies Record<`/${string}`, PageFacts>;

/** Whether nobody sees the page who is not signed in. @param path of an address, base path not included */
export function isForSignedIn(path: string): boolean {
  return path === "/" || (Object.hasOwn(PAGES, path) && PAGES[path as PagePattern].area === "account");
}

/** What answers below `app/` and is no page, by the names of their routes. */
export const ENDPOINTS = [
  "/.well-known/change-password",
  "/.well-known/ory/webauthn.js",
  "/assets",
  "/client-logo",
  "/csp-report",
  "/health/alive",
  "/health/ready",
  "/metrics",
  "/self-service",
] as const;

/** @internal exported for tests */
export type PagePattern = keyof typeof PAGES;

/** A route of the operator console, its variable parts named: `/console/sessions/{id}`. */
export type ConsoleRoute = "/console" | `/console/${string}`;

/** A route by its own path, as logs and metrics name it; `*` is everything that is not there. */
export type RouteName = PagePattern | (typeof ENDPOINTS)[number] | ConsoleRoute | "*";

type Filled<Pattern extends string> = Pattern extends `${infer Before}/[${string}]${infer After}`
  ? `${Before}/${string}${Filled<After>}`
  : Pattern;

/** The path of a page, base path not included. */
export type PagePath = Filled<PagePattern>;

/** A page, or what has an id there. */
export type PlaceOnPage = PagePath | `${PagePath}#${string}`;

export type Query = Readonly<Record<string, string | undefined>>;

/**
 * The address of a page on Foyer's origin.
 * @param query what has no value is left out
 */
export function formatPath(basePath: string, path: PlaceOnPage, query: Query = {}): string {
  return `${basePath}${path}${formatQuery(query)}`;
}

export function formatQuery(query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}
