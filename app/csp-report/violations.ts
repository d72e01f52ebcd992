/** Reads the two shapes in which browsers report policy violations, and keeps what is safe to log. */

import { z } from "zod";
import { parseJson } from "@/lib/json";

/** Reports of one post that are looked at; what follows them is not even checked for its shape (threat D1). */
const REPORTS_PER_POST = 20;

export interface Violation {
  directive: string;
  /** Origin and path, or a keyword such as `inline`; never a query (it may carry a challenge). */
  blocked: string;
  document: string;
}

/** Reporting API: one of an array. */
const reportSchema = z.object({
  type: z.literal("csp-violation"),
  body: z
    .object({ effectiveDirective: z.string(), blockedURL: z.string(), documentURL: z.string() })
    .partial(),
});

/** `report-uri`: one object. */
const legacySchema = z.object({
  "csp-report": z
    .object({
      "effective-directive": z.string(),
      "violated-directive": z.string(),
      "blocked-uri": z.string(),
      "document-uri": z.string(),
    })
    .partial(),
});

/** The violations in a report; an empty list for anything else. */
export function toViolations(text: string): Violation[] {
  const json = parseJson(text);
  if (Array.isArray(json)) {
    return json.slice(0, REPORTS_PER_POST).flatMap((entry) => {
      const { data } = reportSchema.safeParse(entry);
      return data
        ? [toViolation(data.body.effectiveDirective, data.body.blockedURL, data.body.documentURL)]
        : [];
    });
  }
  const legacy = legacySchema.safeParse(json);
  if (!legacy.success) return [];
  const report = legacy.data["csp-report"];
  return [
    toViolation(
      report["effective-directive"] ?? report["violated-directive"],
      report["blocked-uri"],
      report["document-uri"],
    ),
  ];
}

function toViolation(directive = "", blocked = "", document = ""): Violation {
  return {
    directive: directive.slice(0, 40),
    blocked: toSafeAddress(blocked),
    document: toSafeAddress(document),
  };
}

/** An http(s) address without query and fragment; of any other (`data:`, `blob:`, keywords) only the scheme or word. */
function toSafeAddress(url: string): string {
  const kept = /^https?:/i.test(url) ? url.split(/[?#]/, 1)[0] : url.split(/[^\w-]/, 1)[0];
  return (kept ?? "").slice(0, 200);
}
