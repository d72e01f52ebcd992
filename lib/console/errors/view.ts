/** Turns an error that Kratos keeps into what the console shows of it: never `debug` or `details` (threats C25, C28). */

import { z } from "zod";
import { getEnglish } from "@/lib/i18n/languages";
import { toFlowErrorView } from "@/lib/self-service/errors/flow-error";
import { numberMember, objectMember, textMember } from "../ory/admin-json";
import { HIDDEN, withoutCodes } from "../trail/redact";
import { toRemedy } from "./remedies";

const unknown = z.unknown().optional();

/** @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/errorx/error.go */
const rawError = objectMember({
  id: textMember,
  created_at: textMember,
  error: objectMember({
    id: textMember,
    code: numberMember,
    status: textMember,
    message: textMember,
    reason: textMember,
    debug: unknown,
    details: unknown,
  }),
});

export interface RecordedError {
  id: string;
  at?: string;
  /** What the person's page said, in English. */
  shown: { title: string; text: string };
  remedy: string;
  status: string;
  /** Kratos' name of this kind of error, where it has one. */
  name?: string;
  /** In Kratos' words, into which providers and whoever made the request may have put theirs. */
  message?: string;
  reason?: string;
  /** Kratos keeps more of it, for developers. */
  hasMore: boolean;
}

/** Longest text of Kratos' that the page shows, in characters. */
const TEXT_LIMIT = 1000;

/** @param raw the answer of `GET /self-service/errors` */
export function toRecordedError(raw: object): RecordedError {
  const { id = "", created_at, error } = rawError.parse(raw);
  const { cause, title, text } = toFlowErrorView(raw, getEnglish());
  return {
    id,
    at: created_at,
    shown: { title, text },
    remedy: toRemedy(cause),
    status: [error.code, error.status].filter((part) => part !== undefined).join(" "),
    name: error.id,
    message: toShown(error.message),
    reason: toShown(error.reason),
    hasMore: error.debug !== undefined || error.details !== undefined,
  };
}

/** The query of an address, and every run of characters that is long and mixed enough to be a token. */
const QUERY = /[?#][^\s"'<>)]+/g;
const LONG_RUN = /[\w.~+=-]{24,}/g;

/** A provider's answer, a code or a cookie may stand in it. */
function toShown(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bounded = text.slice(0, TEXT_LIMIT * 4);
  const hidden = bounded.replaceAll(QUERY, HIDDEN).replaceAll(LONG_RUN, hideMixed);
  return withoutCodes(hidden).slice(0, TEXT_LIMIT);
}

function hideMixed(run: string): string {
  return /\d/.test(run) && /[a-z]/i.test(run) ? HIDDEN : run;
}
