/** On whose behalf an upstream is asked: the headers of the browser's request that may travel on. */

/** Made by lib/web/caller.ts from a request; every header in it is Foyer's own choice (threats P4–P6, P12). */
export interface Caller {
  /** Kratos' cookies and no others; absent when the browser sent none. */
  kratosCookie?: string;
  /** Whether a Kratos session cookie is among them. */
  hasSession: boolean;
  /** Client address, user agent, forwarded origin, request id. */
  headers: Record<string, string>;
}
