/** The security headers of every document (threats §3), by what kind of page it is. */

import { getConfig } from "@/lib/config/config";

/**
 * `public`: flows and OAuth2 pages. `account`: pages that only a signed-in person sees; these are also cut off
 * from pages that opened them (Cross-Origin-Opener-Policy, which would break relying parties' popups elsewhere).
 */
export type DocumentArea = "public" | "account";

/** For an origin that is https: two years, subdomains included (RFC 6797). */
export const TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains";

/** What every answer has, whoever makes it: documents here, everything else in server/answer-headers.ts. */
export const COMMON_HEADERS = {
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
};

/** Cache policy of everything that is made for one person. */
export const NO_STORE = "private, no-store";

/** Header pairs for a document; nothing on these pages is inline, so no nonce is needed. */
export function toSecurityHeaders(area: DocumentArea): Record<string, string> {
  const { publicUrl } = getConfig();
  return {
    "content-security-policy": toContentSecurityPolicy(),
    "reporting-endpoints": `csp="${publicUrl.basePath}/csp-report"`,
    ...(publicUrl.origin.startsWith("https:") && {
      "strict-transport-security": TRANSPORT_SECURITY,
    }),
    ...COMMON_HEADERS,
    "permissions-policy":
      "publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self), " +
      "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ...(area === "account" && { "cross-origin-opener-policy": "same-origin" }),
    "cache-control": NO_STORE,
  };
}

function toContentSecurityPolicy(): string {
  const { kratos, publicUrl } = getConfig();
  const direct = kratos.relay ? "" : ` ${new URL(kratos.browserUrl).origin}`;
  return [
    "default-src 'none'",
    `script-src 'self'${direct}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    `form-action 'self'${direct}`,
    "frame-ancestors 'none'",
    `report-uri ${publicUrl.basePath}/csp-report`,
    "report-to csp",
  ].join("; ");
}
