/**
 * The closed list of what browsers may ask of Kratos through Foyer: method, path and parameters (threats P1, P2, P17).
 * Kratos' own routes take more: it decodes the query like a form, and some of its methods check neither a token nor
 * whose flow it is when a form is sent by GET.
 */

import { HttpError } from "@/lib/web/http-error";

export interface RelayRule {
  method: "GET" | "POST";
  path: RegExp;
  /** Parameters that must be there, each once and with a value. */
  needs?: readonly string[];
  /** Parameters that may be there, each once. `any`: an identity provider adds its own. */
  takes?: readonly string[] | "any";
  /** Those of `takes` that are Foyer's own: Kratos does not hear of them. */
  own?: readonly string[];
  /** It makes a flow, or leads away: nothing of the operator's runs. */
  begins?: boolean;
  /** The button of a page that stands for a link: Kratos is asked by GET, without a body. */
  followsLink?: boolean;
  /** Identity providers answer with a cross-site POST (Apple's `form_post`). */
  acceptsCrossSite?: boolean;
  /** An identity provider's answer, which Kratos acts on: only in the browser that was led there (threat F19). */
  answersProvider?: boolean;
}

/** A settings change that goes on after a sign-in: which one, see `waiting-change.ts`. */
export const CHANGE_PARAMETER = "change";

/** Where the flow of a form is going, see `repeated-sign-in.ts`. */
export const DESTINATION_PARAMETER = "return_to";

/** What Kratos knows of a sign-in or registration before it begins; it takes these along from one to the other. */
const BEGINNING = [
  "return_to",
  "after_verification_return_to",
  "login_challenge",
  "refresh",
  "aal",
  "via",
  "organization",
  "identity_schema",
];

const RULES: readonly RelayRule[] = [
  // Apps, mails and other sites link to the beginning of a flow. It makes a flow and its cookies, nothing else.
  { method: "GET", path: /^\/self-service\/(login|registration)\/browser$/, takes: BEGINNING, begins: true },
  {
    method: "GET",
    path: /^\/self-service\/(recovery|verification|settings)\/browser$/,
    takes: ["return_to"],
    begins: true,
  },
  // Forms. The flow stands in the address, everything else in the body: Kratos would take either from both.
  {
    method: "POST",
    path: /^\/self-service\/(login|registration)$/,
    needs: ["flow"],
    takes: [DESTINATION_PARAMETER],
    own: [DESTINATION_PARAMETER],
  },
  { method: "POST", path: /^\/self-service\/(recovery|verification|settings)$/, needs: ["flow"] },
  // Links in mails: they are opened in whatever browser the mail is read with, and followed by a page's button alone.
  {
    method: "POST",
    path: /^\/self-service\/(recovery|verification)$/,
    needs: ["flow", "token"],
    followsLink: true,
  },
  { method: "POST", path: /^\/self-service\/verification$/, needs: ["flow", "code"], followsLink: true },
  // After a sign-in Kratos leads back to the change that asked for it. What is carried on: `carry-change.ts`.
  {
    method: "GET",
    path: /^\/self-service\/settings$/,
    needs: ["flow"],
    takes: [CHANGE_PARAMETER],
    own: [CHANGE_PARAMETER],
  },
  // Kratos' own sign-out links carry a token that is bound to the session.
  { method: "GET", path: /^\/self-service\/logout$/, takes: ["token", "return_to"], begins: true },
  { method: "GET", path: /^\/self-service\/logout\/browser$/, takes: ["return_to"], begins: true },
  // An identity provider's answer. Kratos turns one that was posted into a GET, which browsers send their cookies with.
  { method: "GET", path: /^\/self-service\/methods\/oidc\/callback$/, takes: "any", answersProvider: true },
  ...(["GET", "POST"] as const).map((method) => ({
    method,
    path: /^\/self-service\/methods\/oidc\/callback\/[A-Za-z0-9][A-Za-z0-9_.~-]{0,127}$/,
    takes: "any" as const,
    acceptsCrossSite: true,
    answersProvider: method === "GET",
  })),
  // The same of an organization's provider, at a Kratos that has organizations.
  {
    method: "GET",
    path: /^\/self-service\/methods\/oidc\/organization\/[0-9A-Fa-f-]{36}\/callback\/[A-Za-z0-9][A-Za-z0-9_.~-]{0,127}$/,
    takes: "any",
    answersProvider: true,
  },
];

/** Mail services add these to links in order to count clicks; Kratos does not hear of them. */
const CAMPAIGN_PARAMETER = /^utm_[a-z_]{1,20}$/;

/**
 * The rules of a method and an undecoded path, whatever the query; encoded look-alikes match nothing (threat P2).
 * @internal exported for tests
 */
export function findRules(method: string, path: string): RelayRule[] {
  return RULES.filter((rule) => rule.method === method && rule.path.test(path));
}

/** Whether it is an address that Kratos writes into mails: a flow, and what proves who reads them. */
export function isMailLink({ pathname, searchParams }: URL): boolean {
  const proves = ["token", "code"].some((name) => searchParams.has(name));
  return proves && RULES.some(({ followsLink, path }) => followsLink === true && path.test(pathname));
}

/**
 * The rule that a request falls under, and the query that Kratos is asked with.
 * @throws HttpError 404 for anything that is not on the list, 400 for a parameter that is there twice
 */
export function requireRule(method: string, url: URL): { rule: RelayRule; search: string } {
  const names = [...url.searchParams.keys()].filter((name) => !CAMPAIGN_PARAMETER.test(name));
  const rule = findRules(method, url.pathname).find((candidate) => fits(candidate, names));
  if (!rule) throw new HttpError(404, "not-found");
  if (rule.takes === "any") return { rule, search: url.search };
  if (new Set(names).size < names.length) throw new HttpError(400, "duplicate-parameter");
  if (rule.needs?.some((name) => !url.searchParams.get(name))) throw new HttpError(404, "not-found");
  return { rule, search: toSearch(url, rule) };
}

function fits({ needs = [], takes = [] }: RelayRule, names: readonly string[]): boolean {
  if (takes === "any") return true;
  return (
    needs.every((name) => names.includes(name)) &&
    names.every((name) => needs.includes(name) || takes.includes(name))
  );
}

/** The parameters that Kratos hears of, their bytes as they came. */
function toSearch(url: URL, { own = [] }: RelayRule): string {
  const isKept = (piece: string) => {
    const [name = ""] = new URLSearchParams(piece).keys();
    return piece !== "" && !CAMPAIGN_PARAMETER.test(name) && !own.includes(name);
  };
  const kept = url.search.slice(1).split("&").filter(isKept);
  return kept.length > 0 ? `?${kept.join("&")}` : "";
}
