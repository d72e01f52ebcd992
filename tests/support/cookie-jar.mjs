// @ts-check
// Keeps cookies the way browsers do on one machine: by host name, whatever the port; path and expiry respected.

/** @typedef {{ name: string, value: string, path: string, expiresAt: number }} Cookie */

export class CookieJar {
  /** @type {Map<string, Cookie>} */
  #cookies = new Map();

  /** Takes the Set-Cookie lines of an answer. `Secure` cookies are kept: `localhost` counts as trustworthy. @param {URL} url @param {string[]} lines */
  store(url, lines) {
    for (const line of lines) this.#storeOne(url, line);
  }

  /** The Cookie header for a request, or undefined without any. @param {URL} url */
  header(url) {
    const pairs = this.#live()
      .filter(([key, { path }]) => key.startsWith(`${url.hostname};`) && url.pathname.startsWith(path))
      .map(([, { name, value }]) => `${name}=${value}`);
    return pairs.length > 0 ? pairs.join("; ") : undefined;
  }

  names() {
    return this.#live().map(([, { name }]) => name);
  }

  /** @param {string} name */
  value(name) {
    return this.#live().find(([, cookie]) => cookie.name === name)?.[1].value;
  }

  /** When the first matching cookie expires, epoch milliseconds; infinite for a browser session's. @param {RegExp} name */
  expiry(name) {
    return this.#live().find(([, cookie]) => name.test(cookie.name))?.[1].expiresAt ?? 0;
  }

  /** Forgets the cookies whose names match. @param {RegExp} name */
  forget(name) {
    for (const [key, cookie] of this.#cookies) if (name.test(cookie.name)) this.#cookies.delete(key);
  }

  /** Forgets what lasts until the browser is closed. */
  closeBrowser() {
    for (const [key, { expiresAt }] of this.#cookies) if (expiresAt === Infinity) this.#cookies.delete(key);
  }

  #live() {
    return [...this.#cookies].filter(([, { expiresAt }]) => expiresAt > Date.now());
  }

  /** @param {URL} url @param {string} line */
  #storeOne(url, line) {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const at = pair.indexOf("=");
    const cookie = { name: pair.slice(0, at), value: pair.slice(at + 1), path: "/", expiresAt: Infinity };
    let hasMaxAge = false;
    for (const attribute of attributes) {
      const [name = "", value = ""] = attribute.split("=");
      if (/^path$/i.test(name) && value) cookie.path = value;
      if (/^max-age$/i.test(name)) {
        hasMaxAge = true;
        cookie.expiresAt = Date.now() + Number(value) * 1000;
      }
      if (/^expires$/i.test(name) && !hasMaxAge)
        cookie.expiresAt = Date.parse(attribute.slice("expires=".length));
    }
    const key = `${url.hostname};${cookie.name};${cookie.path}`;
    if (cookie.expiresAt > Date.now()) this.#cookies.set(key, cookie);
    else this.#cookies.delete(key);
  }
}
