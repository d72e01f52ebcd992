/** Finds cookie attributes of Kratos with which browsers would not keep, or not send, its cookies. */

import type { Config } from "@/lib/config/config";
import { type Finding, KRATOS_FILE } from "./finding";

/** What its name begins with, whatever Kratos' configuration says. */
const CSRF_COOKIE = "csrf_token";

/**
 * @param setCookies of the answer that created a flow: Kratos' CSRF cookie has the attributes that all its cookies have; what a
 *   balancer in between sets beside it has its own
 */
export function checkCookie(setCookies: string[], config: Pick<Config, "publicUrl" | "kratos">): Finding[] {
  const cookie = setCookies.find((line) => line.startsWith(CSRF_COOKIE));
  if (!cookie) return [];
  const attributes = toAttributes(cookie);
  const kratos = new URL(config.kratos.browserUrl);
  const own = new URL(config.publicUrl.href);
  return [
    ...checkDomain(attributes.get("domain"), kratos.hostname, own.hostname),
    ...checkPath(attributes.get("path"), kratos.pathname, own.pathname),
    ...checkSecure(attributes.has("secure"), own.protocol),
    ...checkSameSite(attributes.get("samesite")),
  ];
}

/** RFC 6265 §5.1.3: a cookie's domain is the host or one that the host ends with. */
function checkDomain(domain: string | undefined, ...hosts: string[]): Finding[] {
  if (!domain) return [];
  const plain = domain.replace(/^\./, "").toLowerCase();
  const foreign = hosts.find((host) => host !== plain && !host.endsWith(`.${plain}`));
  if (!foreign) return [];
  return [
    {
      severity: "error",
      setting: "cookies.domain",
      found: `Kratos' cookies are for ${plain}; browsers do not keep them at ${foreign}, so that every form fails as forged (CSRF).`,
      change: `${KRATOS_FILE}: cookies.domain: ${foreign}`,
    },
  ];
}

/** RFC 6265 §5.1.4: a cookie's path is the one asked for, or a folder that it lies in. */
function checkPath(path: string | undefined, ...wanted: string[]): Finding[] {
  if (!path) return [];
  const folder = toFolder(path);
  const foreign = wanted.find((one) => !toFolder(one).startsWith(folder));
  if (foreign === undefined) return [];
  return [
    {
      severity: "error",
      setting: "cookies.path",
      found: `Kratos' cookies are for ${path}; browsers do not send them to ${foreign}, so that every form fails as forged (CSRF).`,
      change: `${KRATOS_FILE}: cookies.path: /`,
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
function checkSameSite(sameSite: string | undefined): Finding[] {
  if (sameSite?.toLowerCase() !== "strict") return [];
  return [
    {
      severity: "error",
      setting: "cookies.same_site",
      found: "Kratos' cookies are SameSite=Strict: people who come from an app would seem signed out.",
      change: `${KRATOS_FILE}: cookies.same_site: Lax`,
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
