/** Turns the courier's messages into what the console shows of them: never their bodies, which hold codes (threat C10). */

import type { z } from "zod";
import { listMember, numberMember, objectMember, textMember } from "../ory/admin-json";
import { HIDDEN, withoutCodes } from "../trail/redact";
import { type Cause, findCause, toMeaning } from "./why";

/** Without `body`. @see https://github.com/ory/kratos/blob/v1.3.1/courier/message.go */
const rawMessage = objectMember({
  id: textMember,
  recipient: textMember,
  status: textMember,
  template_type: textMember,
  channel: textMember,
  type: textMember,
  send_count: numberMember,
  created_at: textMember,
  updated_at: textMember,
  subject: textMember,
  dispatches: listMember(
    objectMember({
      id: textMember,
      status: textMember,
      error: objectMember({ message: textMember, reason: textMember, debug: textMember }),
      created_at: textMember,
    }),
  ),
});

type RawMessage = z.output<typeof rawMessage>;

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
  return toRow(rawMessage.parse(raw));
}

function toRow(message: RawMessage): MessageRow {
  return {
    id: message.id ?? "",
    recipient: message.recipient ?? "",
    status: message.status ?? "",
    template: message.template_type ?? "",
    channel: message.channel ?? message.type ?? "",
    attempts: message.send_count ?? 0,
    createdAt: message.created_at,
  };
}

export function toMessageDetails(raw: unknown): MessageDetails {
  const message = rawMessage.parse(raw);
  const row = toRow(message);
  const dispatches = message.dispatches
    .map(({ id = "", status, error, created_at }) => ({
      id,
      isSuccess: status === "success",
      recorded: toRecorded(error),
      createdAt: created_at,
    }))
    .toSorted((left, right) => (right.createdAt ?? "").localeCompare(left.createdAt ?? ""));
  const failed = dispatches.find(({ isSuccess }) => !isSuccess);
  const isSms = message.type === "sms";
  return {
    ...row,
    subject: withoutCodes(message.subject ?? ""),
    updatedAt: message.updated_at,
    meaning: toMeaning(row.status, row.attempts, isSms),
    cause: failed && row.status !== "sent" ? findCause(failed.recorded, isSms) : undefined,
    dispatches,
  };
}

/** What the courier asked a service for: `Post "https://sms.example/bot-…/send": EOF`. Some take their key in the path. */
const ASKED_SERVICE = /\b((?:Get|Post|Put|Patch|Delete) "https?:\/\/[^\s"/?#]{1,300}\/)[^"]+/g;

/** A server may say again what it was sent. */
function toRecorded({ message, reason, debug }: RawMessage["dispatches"][number]["error"]): string {
  const texts = [message, reason, debug].filter((text) => text !== undefined);
  const recorded = [...new Set(texts)].join(" · ").replaceAll(ASKED_SERVICE, `$1${HIDDEN}`);
  return withoutCodes(recorded).slice(0, 1000);
}
