/**
 * A browser without a screen: cookies, redirects, meta refresh, forms, Fetch metadata, and `form-action` enforced
 * along the whole redirect chain as Chromium does. Where plain HTTP shows a guarantee, this is a hundred times cheaper.
 */

import { CookieJar } from "./cookie-jar";
import { findByTestId, findLink, findRefresh, type HtmlForm, toForms, toText } from "./html.mjs";

const HOP_LIMIT = 15;

/** A document that was loaded, or an address that a walk was told to stop at. */
export class LoadedPage {
  constructor(
    readonly url: URL,
    readonly status: number,
    readonly headers: Headers,
    readonly html: string,
    /** Addresses passed on the way here, this one included. */
    readonly hops: string[],
  ) {}

  get text(): string {
    return toText(this.html);
  }

  get forms(): HtmlForm[] {
    return toForms(this.html);
  }

  has(testId: string): boolean {
    return this.html.includes(`data-testid="${testId}"`);
  }

  byTestId(testId: string): string | undefined {
    return findByTestId(this.html, testId);
  }
}

export interface SubmitOptions {
  /** Fields by name, in place of what the page filled in; `undefined` leaves one out, several values repeat it. */
  fill?: Record<string, string | string[] | undefined>;
  /** Values of the checkboxes to tick, or `name=value`; without it they stay as they are. */
  tick?: string[];
  /** The walk ends, unfetched, at the first address that starts with this. */
  until?: string;
}

interface Visit {
  method: "GET" | "POST";
  body?: URLSearchParams;
  /** The page that leads here; none when the address was typed. */
  from?: LoadedPage;
  until?: string;
}

export class UserAgent {
  readonly jar = new CookieJar();
  /** Sent with every request, such as Accept-Language. */
  readonly headers: Record<string, string> = {};

  /** Opens an address as if it was typed, and follows where it leads. */
  open(url: string | URL, options: { until?: string } = {}): Promise<LoadedPage> {
    return this.#visit(new URL(url), { method: "GET", ...options });
  }

  /** Follows a link of the page, by test id or words. */
  click(page: LoadedPage, link: string, options: { until?: string } = {}): Promise<LoadedPage> {
    const href = findLink(page.html, link);
    if (href === undefined) throw new Error(`There is no link "${link}" on ${describe(page)}`);
    return this.#visit(new URL(href, page.url), { method: "GET", from: page, ...options });
  }

  /** Sends the form whose button has this test id, `name=value`, value or label. */
  submit(page: LoadedPage, button: string, options: SubmitOptions = {}): Promise<LoadedPage> {
    for (const form of page.forms) {
      const pressed = form.buttons.find(({ testId, value, label, name }) =>
        [testId, value, label, `${name}=${value}`].includes(button),
      );
      if (!pressed) continue;
      const body = toBody(form, options);
      if (pressed.name) body.append(pressed.name, pressed.value ?? "");
      const { until } = options;
      return this.#visit(new URL(pressed.action ?? (form.action || page.url.href), page.url), {
        method: "POST",
        body,
        from: page,
        until,
      });
    }
    throw new Error(`There is no button "${button}" on ${describe(page)}`);
  }

  /** Sends a form of one's own making, as a page of another site or a script would. */
  post(url: string | URL, fields: Record<string, string>, from?: LoadedPage): Promise<LoadedPage> {
    return this.#visit(new URL(url), { method: "POST", body: new URLSearchParams(fields), from });
  }

  /** One request with this browser's cookies, nothing followed. */
  async fetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const target = new URL(url);
    const cookie = this.jar.header(target);
    const headers = new Headers({ ...this.headers, ...(cookie && { cookie }) });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const response = await fetch(target, { redirect: "manual", ...init, headers });
    this.jar.store(target, response.headers.getSetCookie());
    return response;
  }

  async #visit(start: URL, { method, body, from, until }: Visit): Promise<LoadedPage> {
    const chain: URL[] = [];
    const formAction = method === "POST" ? toFormAction(from) : undefined;
    let [url, verb, form] = [start, method, body];
    while (chain.length < HOP_LIMIT) {
      chain.push(url);
      if (until && url.href.startsWith(until))
        return new LoadedPage(url, 0, new Headers(), "", chain.map(String));
      if (formAction && !formAction.includes(url.origin))
        throw new Error(`form-action of ${from?.url.pathname} blocks ${url.origin}${url.pathname}`);
      const response = await this.fetch(url, {
        method: verb,
        body: form,
        headers: {
          accept: "text/html",
          "sec-fetch-site": toFetchSite(from?.url, chain),
          ...(verb === "POST" && from && { origin: from.url.origin }),
        },
      });
      const location = response.headers.get("location");
      if (location && response.status >= 300 && response.status < 400) {
        await response.arrayBuffer();
        if (response.status < 307) [verb, form] = ["GET", undefined];
        url = new URL(location, url);
        continue;
      }
      const page = new LoadedPage(
        url,
        response.status,
        response.headers,
        await response.text(),
        chain.map(String),
      );
      const refresh = findRefresh(page.html);
      if (!refresh) return page;
      const next = await this.#visit(new URL(refresh, url), { method: "GET", from: page, until });
      return new LoadedPage(next.url, next.status, next.headers, next.html, [...page.hops, ...next.hops]);
    }
    throw new Error(
      `More than ${HOP_LIMIT} redirects: ${chain.map((hop) => hop.origin + hop.pathname).join(" → ")}`,
    );
  }
}

/** Sec-Fetch-Site as Chromium sends it: the worst relation between the initiator and any address of the chain. */
function toFetchSite(initiator: URL | undefined, chain: URL[]): string {
  if (!initiator) return "none";
  if (chain.some(({ hostname }) => hostname !== initiator.hostname)) return "cross-site";
  return chain.every(({ origin }) => origin === initiator.origin) ? "same-origin" : "same-site";
}

/** The origins that the page's policy lets a form lead to; undefined when it has none. */
function toFormAction(page: LoadedPage | undefined): string[] | undefined {
  const policy = page?.headers.get("content-security-policy");
  const sources = policy
    ?.split(";")
    .map((part) => part.trim().split(/\s+/))
    .find(([name]) => name === "form-action");
  return sources?.slice(1).map((source) => (source === "'self'" ? (page?.url.origin ?? "") : source));
}

/** What a form sends, its boxes and fields changed. */
export function toBody(form: HtmlForm, { fill = {}, tick }: SubmitOptions): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of form.fields) if (!(name in fill)) body.append(name, value);
  for (const { name, value, checked, disabled } of form.checkboxes) {
    const isTicked = tick ? tick.includes(value) || tick.includes(`${name}=${value}`) : checked;
    if (!disabled && isTicked) body.append(name, value);
  }
  for (const [name, value] of Object.entries(fill)) {
    for (const one of value === undefined ? [] : [value].flat()) body.append(name, one);
  }
  return body;
}

function describe({ url, status, text }: LoadedPage): string {
  return `${url.pathname} (${status}): ${text.slice(0, 400)}`;
}
