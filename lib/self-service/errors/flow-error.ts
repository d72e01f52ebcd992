/** Turns Kratos' error flow into readable words and the facts that support may ask for; never `debug` (threat F9). */

import type { Translate } from "@/lib/i18n/translate";
import { read, readNumber, readString, toRecord } from "@/lib/json";
import { toSafeText } from "@/lib/oauth2/shared/safe-text";

export interface FlowErrorFacts {
  title: string;
  text: string;
  /** HTTP status of the page; never a 5xx, see {@link toStatus}. */
  status: number;
  error: { id?: string; code?: number; status?: string; reason?: string };
}

/** Error ids with words of their own: `error.<id>.title` and `.text`. */
const KNOWN_IDS = [
  "security_csrf_violation",
  "session_inactive",
  "self_service_flow_return_to_forbidden",
] as const;

const CLIENT_ERROR = 400;
const NOT_FOUND = 404;
const SERVER_ERROR = 500;

/** Longest reason that stands on the page, in characters. */
const REASON_LIMIT = 500;

/**
 * @param flowError the answer of `GET /self-service/errors`; an empty object for an id that Kratos does not know
 * @param showsReason Kratos' own reason is the page's text, where there is one: what strangers typed may stand in it
 */
export function toFlowErrorView(
  flowError: object,
  t: Translate,
  { showsReason = false }: { showsReason?: boolean } = {},
): FlowErrorFacts {
  const error = toRecord(read(flowError, "error"));
  const id = readString(error, "id");
  const code = readNumber(error, "code");
  const reason = readString(error, "reason");
  const key = KNOWN_IDS.find((known) => known === id) ?? toFamily(code);
  return {
    title: t(`error.${key}.title`),
    text: (showsReason && toSafeText(reason, REASON_LIMIT)) || t(`error.${key}.text`),
    status: toStatus(code),
    error: { id, code, status: readString(error, "status"), reason },
  };
}

/**
 * Anybody can open the page of a fault again, or of Kratos' own example (`stub:500`): that Foyer fails is counted by its
 * own faults alone (threat D2). The page names Kratos' code.
 */
function toStatus(code: number | undefined): number {
  if (code === undefined) return NOT_FOUND;
  return code >= CLIENT_ERROR && code < SERVER_ERROR ? code : CLIENT_ERROR;
}

function toFamily(code: number | undefined): "unknown" | "server" | "client" {
  if (code === undefined) return "unknown";
  return code >= SERVER_ERROR ? "server" : "client";
}
