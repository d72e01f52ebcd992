/** Finds cookie attributes of Kratos with which browsers would not keep, or not send, its cookies. */

import type { Config } from "@/lib/config/config";
import { type Finding, KRATOS_FILE } from "./finding";

/** What its name begins with, whatever Kratos' configuration says. */
const CSRF_COOKIE = "csrf_token";

/** Where Kratos' configuration says how its cookies are set, and what follows where browsers do not send them. */
const FOLLOWS = {
  cookies: "sign-ins fail, as forged (CSRF) or forgotten",
  "session.cookie": "who signs in seems signed out",
} as const;

type Section = keyof typeof FOLLOWS;
type Known = Pick<Config, "publicUrl" | "kratos">;

/**
 * @param setCookies of the answer that created a flow: Kratos' CSRF cookie has the attributes that all its cookies have; what a
 *   balancer in between sets beside it has its own
 */
export function checkCookie(setCookies: string[], config: Known): Finding[] {
  const cookie = setCookies.find((line) => line.startsWith(CSRF_COOKIE));
  if (!cookie) return [];
  const isSecure = toAttributes(cookie).has("secure");
  return [
    ...checkReach("cookies", cookie, config),
    ...checkSecure(isSecure, new URL(config.publicUrl.href).protocol),
  ];
}

/** Whether browsers send a cookie to Foyer and to Kratos, and after a redirect from an app. @param setCookie its whole line */
export function checkReach(section: Section, setCookie: string, { publicUrl, kratos }: Known): Finding[] {
  const attributes = toAttributes(setCookie);
  const places = [kratos.browserUrl, publicUrl.href].map((address) => new URL(address));
  return [
    ...checkDomain(section, attributes.get("domain"), places),
    ...checkPath(section, attributes.get("path"), places),
    ...checkSameSite(section, attributes.get("samesite")),
  ];
}

/** RFC 6265 §5.1.3: a cookie's domain is the host or one that the host ends with. */
function checkDomain(section: Section, domain: string | undefined, places: readonly URL[]): Finding[] {
  if (!domain) return [];
  const plain = domain.replace(/^\./, "").toLowerCase();
  const hosts = places.map(({ hostname }) => hostname);
  const foreign = hosts.find((host) => host !== plain && !host.endsWith(`.${plain}`));
  if (!foreign) return [];
  return [
    {
      severity: "error",
      setting: `${section}.domain`,
      found: `Kratos' cookies are for ${plain}; browsers do not keep them at ${foreign}, so that ${FOLLOWS[section]}.`,
      change: `${KRATOS_FILE}: ${section}.domain: ${foreign}`,
    },
  ];
}

/** RFC 6265 §5.1.4: a cookie's path is the one asked for, or a folder that it lies in. */
function checkPath(section: Section, path: string | undefined, places: readonly URL[]): Finding[] {
  if (!path) return [];
  const foreign = places.find(({ pathname }) => !toFolder(pathname).startsWith(toFolder(path)));
  if (!foreign) return [];
  return [
    {
      severity: "error",
      setting: `${section}.path`,
      found: `Kratos' cookies are for ${path}; browsers do not send them to ${foreign.pathname}, so that ${FOLLOWS[section]}.`,
      change: `${KRATOS_FILE}: ${section}.path: /`,
    },
  ];
}

const toFolder = (path: string) => (path.endsWith("/") ? path : `${path}/`);

function checkSecure(isSecure: boolean, protocol: string): Finding[] {
  if (isSecure || protocol !== "https:") return [];
  return [
    {
      severity: "warning",
      setting: "--dev",
      found: "Kratos' cookies lack `Secure` although people come by https: it runs in development mode.",
      change: "Kratos' command line: remove --dev",
    },
  ];
}

/** Strict cookies do not arrive with the redirect from an app or an identity provider. */
function checkSameSite(section: Section, sameSite: string | undefined): Finding[] {
  if (sameSite?.toLowerCase() !== "strict") return [];
  return [
    {
      severity: "error",
      setting: `${section}.same_site`,
      found: "Kratos' cookies are SameSite=Strict: people who come from an app would seem signed out.",
      change: `${KRATOS_FILE}: ${section}.same_site: Lax`,
    },
  ];
}

function toAttributes(setCookie: string): Map<string, string> {
  return new Map(
    setCookie
      .split(";")
      .slice(1)
      .map((piece) => {
        const [name = "", value = ""] = piece.split("=", 2);
        return [name.trim().toLowerCase(), value.trim()] as const;
      }),
  );
}
