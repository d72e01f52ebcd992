// @ts-check
// A browser without pictures, one step at a time: cookies, forms, redirects and our interstitial. For load, and for tests
// in which a step may fail; user-agent.ts goes on by itself, and holds to form-action.

import { findRefresh, toForms } from "./html.mjs";

/**
 * @typedef {object} Document
 * @property {string} url
 * @property {number} status
 * @property {Headers} headers
 * @property {string} text
 */
/** @typedef {ReturnType<typeof newUserAgent>} UserAgent */

const MAXIMUM_STEPS = 15;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * @param {{ rewrite?: (url: string) => string, timeoutMs?: number, headers?: Record<string, string> }} [options] `rewrite` sends a
 *   request to another address than its URL names, as a DNS entry would
 */
export function newUserAgent({ rewrite = (url) => url, timeoutMs = 15_000, headers: more = {} } = {}) {
  /** By name alone: cookies ignore ports, and every server of a stack is `localhost`. @type {Map<string, string>} */
  const cookies = new Map();

  /** @param {Response} response */
  const keepCookies = (response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      const isExpired = attributes.some((attribute) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(attribute));
      if (isExpired || value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
  };

  /**
   * One request, no redirect followed.
   * @param {string} url
   * @param {{ form?: [string, string][], site?: string, referer?: string, headers?: Record<string, string> }} [options]
   * @returns {Promise<Document>}
   */
  const send = async (url, { form, site = "none", referer, headers = {} } = {}) => {
    const response = await fetch(rewrite(url), {
      method: form ? "POST" : "GET",
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: "text/html,application/xhtml+xml,*/*;q=0.8",
        "accept-language": "en",
        "sec-fetch-site": site,
        ...(cookies.size > 0 && {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        }),
        ...(form && { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin }),
        ...(referer && { referer }),
        ...more,
        ...headers,
      },
      body: form && new URLSearchParams(form).toString(),
    });
    keepCookies(response);
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  };

  /**
   * Follows redirects and interstitials until a document asks for a person, or `until` names the address reached.
   * @param {Document} document
   * @param {{ until?: RegExp }} [options]
   */
  const follow = async (document, { until } = {}) => {
    let current = document;
    for (let step = 0; step < MAXIMUM_STEPS; step += 1) {
      const next = toNext(current);
      if (!next) return current;
      if (until?.test(next)) return { ...current, url: next };
      const isOwn = new URL(next).origin === new URL(current.url).origin;
      current = await send(next, { site: isOwn ? "same-origin" : "same-site" });
    }
    throw new Error(`More than ${MAXIMUM_STEPS} redirects, the last to ${new URL(current.url).pathname}.`);
  };

  return {
    cookies,
    send,
    follow,
    /** @param {string} url @param {{ until?: RegExp }} [options] */
    open: async (url, options) => follow(await send(url), options),
    /**
     * Fills and sends one form of a document, without following what comes back.
     * @param {Document} document
     * @param {string} which a test id of the form or in it, or `name=value` of a button or field that only this form has
     * @param {Record<string, string>} values of fields, and the button that is pressed
     */
    submit: (document, which, values) => {
      const form = findForm(document, which);
      const given = Object.entries(values);
      const ticked = form.checkboxes.flatMap(({ name, value, checked, disabled }) =>
        checked && !disabled ? [/** @type {[string, string]} */ ([name, value])] : [],
      );
      const kept = [...form.fields, ...ticked].filter(([name]) => !Object.hasOwn(values, name));
      return send(new URL(form.action || document.url, document.url).href, {
        form: [...kept, ...given],
        site: "same-origin",
        referer: document.url,
      });
    },
  };
}

/** Where a redirect or an interstitial leads; undefined for a page that waits for a person. @param {Document} document */
export function toNext({ url, status, headers, text }) {
  const location = headers.get("location");
  if (REDIRECTS.has(status) && location) return new URL(location, url).href;
  const refresh = findRefresh(text);
  return refresh && new URL(refresh, url).href;
}

/** @param {Document} document @param {string} which @throws when there is none */
function findForm({ url, status, text }, which) {
  const found = toForms(text).find(
    ({ testIds, fields, buttons }) =>
      testIds.includes(which) ||
      fields.some(([name, value]) => `${name}=${value}` === which) ||
      buttons.some(({ name = "", value = "" }) => `${name}=${value}` === which),
  );
  if (!found) throw new Error(`No form ${which} at ${new URL(url).pathname} (status ${status}).`);
  return found;
}
