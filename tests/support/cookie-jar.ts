/** Keeps cookies the way browsers do on one machine: by host name, whatever the port; path and expiry respected. */

interface Cookie {
  name: string;
  value: string;
  path: string;
  expiresAt: number;
}

export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Takes the Set-Cookie lines of an answer. `Secure` cookies are kept: `localhost` counts as trustworthy. */
  store(url: URL, lines: string[]): void {
    for (const line of lines) this.#storeOne(url, line);
  }

  /** The Cookie header for a request, or undefined without any. */
  header(url: URL): string | undefined {
    const pairs = this.#live()
      .filter(([key, { path }]) => key.startsWith(`${url.hostname};`) && url.pathname.startsWith(path))
      .map(([, { name, value }]) => `${name}=${value}`);
    return pairs.length > 0 ? pairs.join("; ") : undefined;
  }

  names(): string[] {
    return this.#live().map(([, { name }]) => name);
  }

  value(name: string): string | undefined {
    return this.#live().find(([, cookie]) => cookie.name === name)?.[1].value;
  }

  /** When the first matching cookie expires, epoch milliseconds; infinite for a browser session's. */
  expiry(name: RegExp): number {
    return this.#live().find(([, cookie]) => name.test(cookie.name))?.[1].expiresAt ?? 0;
  }

  /** Forgets the cookies whose names match. */
  forget(name: RegExp): void {
    for (const [key, cookie] of this.#cookies) if (name.test(cookie.name)) this.#cookies.delete(key);
  }

  /** Forgets what lasts until the browser is closed. */
  closeBrowser(): void {
    for (const [key, { expiresAt }] of this.#cookies) if (expiresAt === Infinity) this.#cookies.delete(key);
  }

  #live(): [string, Cookie][] {
    return [...this.#cookies].filter(([, { expiresAt }]) => expiresAt > Date.now());
  }

  #storeOne(url: URL, line: string): void {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const at = pair.indexOf("=");
    const cookie: Cookie = {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      path: "/",
      expiresAt: Infinity,
    };
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
    this.#cookies.set(`${url.hostname};${cookie.name};${cookie.path}`, cookie);
  }
}
