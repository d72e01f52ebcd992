/** What the relay made of a request: an answer to pass on, or a way off the origin that needs the interstitial. */
export type Relayed =
  | { kind: "answer"; response: Response }
  /** Kratos' own JSON about what was asked, `{"error": {…}}`, to a person: a page says it in words. */
  | { kind: "refused"; error: object; setCookies: string[] }
  | { kind: "leave"; href: string; setCookies: string[] };
