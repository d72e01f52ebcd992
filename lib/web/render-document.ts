/** Turns a React element that is a whole HTML document into the answer to a request (architecture §1). */

import type { ReactElement } from "react";
import { type DocumentArea, toSecurityHeaders } from "./security-headers";
import { toWholeResponse } from "./whole-body";

/** The document says its language itself, so its header cannot say another. */
const LANGUAGE = /^<!doctype html><html lang="([A-Za-z0-9-]+)"/;

export interface DocumentOptions {
  status?: number;
  area?: DocumentArea;
  /** Kratos' and our own cookies, passed on as they are. */
  setCookies?: string[];
  /** Further headers: Retry-After, Clear-Site-Data … */
  headers?: Record<string, string>;
}

let renderer: Promise<typeof import("react-dom/server")> | undefined;

/** `react-dom/server` is imported dynamically because a static import is a build error below `app/`. */
export function loadRenderer(): Promise<typeof import("react-dom/server")> {
  renderer ??= import("react-dom/server");
  return renderer;
}

/** Renders to static markup: no framework script, no hydration markers. */
export async function renderHtml(element: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await loadRenderer();
  return `<!doctype html>${renderToStaticMarkup(element)}`;
}

export async function renderDocument(element: ReactElement, options?: DocumentOptions): Promise<Response> {
  return toDocument(await renderHtml(element), options);
}

/** The answer that a whole HTML document is. */
export function toDocument(html: string, options: DocumentOptions = {}): Response {
  const response = toWholeResponse(html, { status: options.status ?? 200 });
  const { headers } = response;
  for (const [name, value] of Object.entries(toSecurityHeaders(options.area ?? "public")))
    headers.set(name, value);
  headers.set("content-type", "text/html; charset=utf-8");
  const language = LANGUAGE.exec(html)?.[1];
  if (language) headers.set("content-language", language);
  headers.set("vary", "Accept-Language, Cookie");
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  for (const cookie of options.setCookies ?? []) headers.append("set-cookie", cookie);
  return response;
}
