/** Turns a React element that is a whole HTML document into the answer to a request (architecture §1). */

import type { ReactElement } from "react";
import { type DocumentArea, toSecurityHeaders } from "./security-headers";

export interface DocumentOptions {
  status?: number;
  area?: DocumentArea;
  /** Kratos' and our own cookies, passed on as they are. */
  setCookies?: string[];
  /** Further headers: Retry-After, Clear-Site-Data … */
  headers?: Record<string, string>;
}

/**
 * Renders to static markup: no framework script, no hydration markers.
 * `react-dom/server` is imported dynamically because a static import is a build error below `app/`.
 */
export async function renderDocument(
  element: ReactElement,
  options: DocumentOptions = {},
): Promise<Response> {
  const { renderToStaticMarkup } = await import("react-dom/server");
  const headers = new Headers(toSecurityHeaders(options.area ?? "public"));
  headers.set("content-type", "text/html; charset=utf-8");
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  for (const cookie of options.setCookies ?? []) headers.append("set-cookie", cookie);
  return new Response(`<!doctype html>${renderToStaticMarkup(element)}`, {
    status: options.status ?? 200,
    headers,
  });
}
