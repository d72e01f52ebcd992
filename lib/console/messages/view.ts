/** Turns the courier's messages into what the console shows of them: never their bodies, which hold codes (threat C10). */

import { read, readList, readNumber, readString } from "@/lib/json";
import { redactText } from "../trail/redact";
import { type Cause, findCause, toMeaning } from "./why";

export const STATUSES = ["queued", "processing", "sent", "abandoned"] as const;

export interface MessageRow {
  id: string;
  recipient: string;
  status: string;
  /** `recovery_code_valid`, `verification_valid` … */
  template: string;
  channel: string;
  attempts: number;
  createdAt?: string;
}

export interface MessageDetails extends MessageRow {
  subject: string;
  updatedAt?: string;
  meaning: string;
  /** Of the newest attempt that failed; absent where it was handed over. */
  cause?: Cause;
  dispatches: readonly { id: string; isSuccess: boolean; recorded: string; createdAt?: string }[];
}

export function toMessageRow(raw: unknown): MessageRow {
  return {
    id: readString(raw, "id") ?? "",
    recipient: readString(raw, "recipient") ?? "",
    status: readString(raw, "status") ?? "",
    template: readString(raw, "template_type") ?? "",
    channel: readString(raw, "channel") ?? readString(raw, "type") ?? "",
    attempts: readNumber(raw, "send_count") ?? 0,
    createdAt: readString(raw, "created_at"),
  };
}

export function toMessageDetails(raw: unknown): MessageDetails {
  const row = toMessageRow(raw);
  const dispatches = readList(raw, "dispatches")
    .map((dispatch) => ({
      id: readString(dispatch, "id") ?? "",
      isSuccess: readString(dispatch, "status") === "success",
      recorded: toRecorded(read(dispatch, "error")),
      createdAt: readString(dispatch, "created_at"),
    }))
    .toSorted((left, right) => (right.createdAt ?? "").localeCompare(left.createdAt ?? ""));
  const failed = dispatches.find(({ isSuccess }) => !isSuccess);
  return {
    ...row,
    subject: withoutCodes(readString(raw, "subject") ?? ""),
    updatedAt: readString(raw, "updated_at"),
    meaning: toMeaning(row.status, row.attempts),
    cause: failed && row.status !== "sent" ? findCause(failed.recorded) : undefined,
    dispatches,
  };
}

/** A server may say again what it was sent. */
function toRecorded(error: unknown): string {
  const texts = ["message", "reason", "debug"].flatMap((name) => readString(error, name) ?? []);
  return withoutCodes([...new Set(texts)].join(" · ")).slice(0, 1000);
}

/** Kratos' codes are six digits; templates may put one into the subject. */
function withoutCodes(text: string): string {
  return redactText(text).replaceAll(/\b\d{6,}\b/g, "[redacted]");
}
