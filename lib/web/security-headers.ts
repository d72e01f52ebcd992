/** The security headers of every document (threats §3), by what kind of page it is. */

import { type Config, getConfig } from "@/lib/config/config";

/**
 * `public`: flows and OAuth2 pages. `account`: pages that only a signed-in person sees; these are also cut off
 * from pages that opened them (Cross-Origin-Opener-Policy, which would break relying parties' popups elsewhere).
 * `console`: the operators' pages, cut off as well, and maybe on an origin of their own.
 */
export type DocumentArea = "public" | "account" | "console";

/** For an origin that is https: two years, subdomains included (RFC 6797). */
export const TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains";

/** What every answer has, whoever makes it: documents here, everything else in lib/web/answer-headers.ts. */
export const COMMON_HEADERS = {
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
};

/** Cache policy of everything that is made for one person. */
export const NO_STORE = "private, no-store";

/** By configuration, of which a process has one: every document of an area has the same. */
const known = new WeakMap<Config, Map<DocumentArea, Readonly<Record<string, string>>>>();

/** Header pairs for a document; nothing on these pages is inline, so no nonce is needed. */
export function toSecurityHeaders(area: DocumentArea): Readonly<Record<string, string>> {
  const config = getConfig();
  const byArea = known.get(config) ?? new Map<DocumentArea, Readonly<Record<string, string>>>();
  known.set(config, byArea);
  const headers = byArea.get(area) ?? createSecurityHeaders(area, config);
  byArea.set(area, headers);
  return headers;
}

function createSecurityHeaders(area: DocumentArea, { publicUrl, console }: Config): Record<string, string> {
  const { origin, basePath } = area === "console" && console ? console.url : publicUrl;
  return {
    "content-security-policy": toContentSecurityPolicy(area, `${basePath}/csp-report`),
    "reporting-endpoints": `csp="${basePath}/csp-report"`,
    ...(origin.startsWith("https:") && {
      "strict-transport-security": TRANSPORT_SECURITY,
    }),
    ...COMMON_HEADERS,
    "permissions-policy":
      "publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self), " +
      "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ...(area !== "public" && { "cross-origin-opener-policy": "same-origin" }),
    "cache-control": NO_STORE,
  };
}

function toContentSecurityPolicy(area: DocumentArea, reportPath: string): string {
  const { kratos, captchaScript } = getConfig();
  const direct = kratos.relay || area === "console" ? "" : ` ${new URL(kratos.browserUrl).origin}`;
  const captcha = captchaScript && area === "public" ? new URL(captchaScript).origin : undefined;
  return [
    "default-src 'none'",
    `script-src 'self'${direct}${captcha ? ` ${captcha}` : ""}`,
    ...(captcha ? [`frame-src ${captcha}`] : []),
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    `form-action 'self'${direct}`,
    "frame-ancestors 'none'",
    `report-uri ${reportPath}`,
    "report-to csp",
  ].join("; ");
}
