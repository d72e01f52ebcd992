/** The environment that the console's unit tests run with, and how a signed-in operator's request looks in them. */

import type { Operator } from "@/lib/console/operator/operator";
import { setEnvironment } from "@/tests/unit/environment";

const ENVIRONMENT = {
  FOYER_PUBLIC_URL: "https://id.example",
  CONSOLE_URL: "https://id.example/console",
  CONSOLE_OIDC_CLIENT_SECRET: "s3cret",
  CONSOLE_OPERATORS: "ada=admin,sam=support,vic=viewer",
};

/** Somebody who may do everything, as acts know them. */
export const OPERATOR = {
  issuer: "i",
  subject: "ada",
  name: "Ada",
  role: "admin",
  headers: {},
} as never as Operator;

/** What a session that Ada has just begun holds, of a provider's sign-in at the beginning of time. */
export const SESSION_DETAILS = {
  issuer: "https://oauth.example/",
  subject: "ada",
  name: "Ada",
  roleValues: [],
  authenticatedAt: 0,
  newestFactorAt: 0,
  assurance: "aal2",
  providerSession: "sid-1",
  userAgent: "",
  address: "",
};

/** Sets the environment and forgets every module and what the process remembers. */
export function setConsoleEnvironment(changes: Record<string, string> = {}): void {
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (key.description?.startsWith("foyer.console")) Reflect.deleteProperty(globalThis, key);
  }
  setEnvironment({ ...ENVIRONMENT, ...changes });
}

/** A request as the server hands it to a route: the path without base path, cookies by name. */
export function toRequest(
  path: string,
  { cookies = [], method = "GET", body, headers = {} }: RequestOptions = {},
): Request {
  return new Request(`http://localhost:3000${path}`, {
    method,
    body,
    headers: {
      host: "id.example",
      ...(cookies.length > 0 && { cookie: cookies.map((line) => line.split(";", 1)[0]).join("; ") }),
      ...(body !== undefined && {
        "content-type": "application/x-www-form-urlencoded",
        origin: "https://id.example",
        "sec-fetch-site": "same-origin",
      }),
      ...headers,
    },
  });
}

interface RequestOptions {
  /** Set-Cookie lines, as they came. */
  cookies?: string[];
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}
