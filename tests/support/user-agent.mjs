// @ts-check
// A browser without a screen: cookies, redirects, meta refresh, forms, Fetch metadata, and `form-action` enforced along the
// whole redirect chain as Chromium does. Where plain HTTP shows a guarantee, this is a hundred times cheaper; it also makes
// a bench's load. It goes on by itself, or one step at a time where a step may fail.

import { CookieJar } from "./cookie-jar.mjs";
import { findByTestId, findLink, findRefresh, toForms, toText } from "./html.mjs";

/** @typedef {import("./html.mjs").HtmlForm} HtmlForm */
/** @typedef {string | RegExp} Until a walk ends, unfetched, at the first address that starts with this or matches it */
/**
 * @typedef {object} SubmitOptions
 * @property {Record<string, string | string[] | undefined>} [fill] fields by name, in place of what the page filled in;
 *   `undefined` leaves one out, several values repeat it
 * @property {string[]} [tick] values of the checkboxes to tick, or `name=value`; without it they stay as they are
 * @property {Until} [until]
 */
/**
 * A request that is about to be made.
 * @typedef {object} Visit
 * @property {URL} url
 * @property {"GET" | "POST"} method
 * @property {URLSearchParams} [body]
 * @property {LoadedPage} [from] the page that leads here; none when the address was typed
 * @property {string[]} [formAction] the origins that the policy of the form's page lets it lead to
 * @property {URL[]} [chain] addresses that redirected here, since `from`
 * @property {string[]} [hops] addresses passed on the way here
 */

const HOP_LIMIT = 30;

/** A document that was loaded, an answer that leads on, or an address that a walk was told to stop at. */
export class LoadedPage {
  /** Where it leads without a person: by a redirect or an interstitial. @type {Visit | undefined} */
  next;

  /** @param {{ url: URL, hops: string[], status?: number, headers?: Headers, html?: string }} loaded */
  constructor({ url, hops, status = 0, headers = new Headers(), html = "" }) {
    this.url = url;
    this.status = status;
    this.headers = headers;
    this.html = html;
    /** Addresses passed on the way here, this one included. */
    this.hops = hops;
  }

  get text() {
    return toText(this.html);
  }

  get forms() {
    return toForms(this.html);
  }

  /** @param {string} testId */
  has(testId) {
    return this.html.includes(`data-testid="${testId}"`);
  }

  /** @param {string} testId */
  byTestId(testId) {
    return findByTestId(this.html, testId);
  }
}

export class UserAgent {
  jar = new CookieJar();
  /** Sent with every request, such as Accept-Language. @type {Record<string, string>} */
  headers;
  /** @type {(url: string) => string} */ #rewrite;
  /** @type {number} */ #timeoutMs;

  /**
   * @param {{ rewrite?: (url: string) => string, timeoutMs?: number, headers?: Record<string, string> }} [options]
   *   `rewrite` sends a request to another address than its URL names, as a DNS entry would
   */
  constructor({ rewrite = (url) => url, timeoutMs = 30_000, headers = {} } = {}) {
    this.headers = headers;
    this.#rewrite = rewrite;
    this.#timeoutMs = timeoutMs;
  }

  /** Opens an address as if it was typed, and follows where it leads. @param {string | URL} url @param {{ until?: Until }} [options] */
  async open(url, options) {
    return this.follow(await this.send(url), options);
  }

  /** Follows a link of the page, by test id or words. @param {LoadedPage} page @param {string} link @param {{ until?: Until }} [options] */
  async click(page, link, options) {
    const href = findLink(page.html, link);
    if (href === undefined) throw new Error(`There is no link "${link}" on ${describe(page)}`);
    return this.follow(await this.go({ url: new URL(href, page.url), method: "GET", from: page }), options);
  }

  /**
   * Sends the form whose button has this test id, `name=value`, value or label, and follows where it leads.
   * @param {LoadedPage} page @param {string} button @param {SubmitOptions} [options]
   */
  async submit(page, button, options) {
    return this.follow(await this.press(page, button, options), options);
  }

  /** Sends a form of one's own making, as a page of another site or a script would. @param {string | URL} url @param {Record<string, string>} fields @param {LoadedPage} [from] */
  async post(url, fields, from) {
    const body = new URLSearchParams(fields);
    const formAction = toFormAction(from);
    return this.follow(await this.go({ url: new URL(url), method: "POST", body, from, formAction }));
  }

  /** Opens an address as if it was typed: one request, nothing followed. @param {string | URL} url */
  send(url) {
    return this.go({ url: new URL(url), method: "GET" });
  }

  /** Sends a form as `submit` does: one request, nothing followed. @param {LoadedPage} page @param {string} button @param {SubmitOptions} [options] */
  press(page, button, options = {}) {
    for (const form of page.forms) {
      const pressed = form.buttons.find(({ testId, value, label, name }) =>
        [testId, value, label, `${name}=${value}`].includes(button),
      );
      if (!pressed) continue;
      const body = toBody(form, options);
      if (pressed.name) body.append(pressed.name, pressed.value ?? "");
      const url = new URL(pressed.action ?? (form.action || page.url.href), page.url);
      return this.go({ url, method: "POST", body, from: page, formAction: toFormAction(page) });
    }
    throw new Error(`There is no button "${button}" on ${describe(page)}`);
  }

  /** Follows redirects and interstitials to a page that waits for a person. @param {LoadedPage} page @param {{ until?: Until }} [options] */
  async follow(page, { until } = {}) {
    let current = page;
    while (current.next) {
      const { url } = current.next;
      const hops = [...current.hops, url.href];
      if (until && isAt(url.href, until)) return new LoadedPage({ url, hops });
      if (hops.length > HOP_LIMIT) throw new Error(`More than ${HOP_LIMIT} redirects: ${hops.join(" → ")}`);
      current = await this.go(current.next);
    }
    return current;
  }

  /** Makes one request, as a browser makes it. @param {Visit} visit @throws where the policy of a form's page forbids it */
  async go(visit) {
    const { url, method, body, from, formAction } = visit;
    const chain = [...(visit.chain ?? []), url];
    if (formAction && !formAction.includes(url.origin))
      throw new Error(`form-action of ${from?.url.pathname} blocks ${url.origin}${url.pathname}`);
    const response = await this.fetch(url, {
      method,
      body,
      headers: {
        accept: "text/html",
        "sec-fetch-site": toFetchSite(from?.url, chain),
        ...(method === "POST" && from && { origin: from.url.origin }),
        ...(from && from.url.origin === url.origin && { referer: from.url.href }),
      },
    });
    const { status, headers } = response;
    const hops = [...(visit.hops ?? []), url.href];
    const page = new LoadedPage({ url, status, headers, html: await response.text(), hops });
    page.next = toNext(page, { ...visit, chain });
    return page;
  }

  /** One request with this browser's cookies, nothing followed. @param {string | URL} url @param {RequestInit} [init] */
  async fetch(url, init = {}) {
    const target = new URL(url);
    const cookie = this.jar.header(target);
    const headers = new Headers({ ...this.headers, ...(cookie && { cookie }) });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const signal = AbortSignal.timeout(this.#timeoutMs);
    const request = { redirect: /** @type {const} */ ("manual"), signal, ...init, headers };
    const response = await fetch(this.#rewrite(target.href), request).catch((cause) => {
      const which = `${init.method ?? "GET"} ${target.origin}${target.pathname}`;
      throw new Error(`${which} got no answer`, { cause });
    });
    this.jar.store(target, response.headers.getSetCookie());
    return response;
  }
}

/** Where an answer leads without a person. @param {LoadedPage} page @param {Visit} visit @returns {Visit | undefined} */
function toNext(page, visit) {
  const { url, status, headers, html, hops } = page;
  const location = headers.get("location");
  if (location && status >= 300 && status < 400) {
    const isSame = status >= 307;
    return {
      ...visit,
      url: new URL(location, url),
      method: isSame ? visit.method : "GET",
      body: isSame ? visit.body : undefined,
      hops,
    };
  }
  const refresh = findRefresh(html);
  return refresh ? { url: new URL(refresh, url), method: "GET", from: page, hops } : undefined;
}

/** @param {string} url @param {Until} until */
function isAt(url, until) {
  return typeof until === "string" ? url.startsWith(until) : until.test(url);
}

/**
 * Sec-Fetch-Site as Chromium sends it: the worst relation between the initiator and any address of the chain.
 * @param {URL | undefined} initiator @param {URL[]} chain
 */
function toFetchSite(initiator, chain) {
  if (!initiator) return "none";
  if (chain.some(({ hostname }) => hostname !== initiator.hostname)) return "cross-site";
  return chain.every(({ origin }) => origin === initiator.origin) ? "same-origin" : "same-site";
}

/** The origins that the page's policy lets a form lead to; undefined when it has none. @param {LoadedPage | undefined} page */
function toFormAction(page) {
  const policy = page?.headers.get("content-security-policy");
  const sources = policy
    ?.split(";")
    .map((part) => part.trim().split(/\s+/))
    .find(([name]) => name === "form-action");
  return sources?.slice(1).map((source) => (source === "'self'" ? (page?.url.origin ?? "") : source));
}

/** What a form sends, its boxes and fields changed. @param {HtmlForm} form @param {SubmitOptions} options */
export function toBody(form, { fill = {}, tick }) {
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

/** @param {LoadedPage} page */
function describe({ url, status, text }) {
  return `${url.pathname} (${status}): ${text.slice(0, 400)}`;
}
