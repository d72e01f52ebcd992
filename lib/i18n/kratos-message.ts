/** Reads a message as Kratos sends it (`uiText`): what it lacks, or says in another shape, counts as not said. */

import { isRecord, type Json, read, readList, readNumber, readString } from "@/lib/json";

/** @see https://github.com/ory/kratos/blob/v1.3.1/text/types.go */
export interface KratosMessage {
  id?: number;
  text?: string;
  type: "info" | "success" | "error";
  /** What the sentence's places are filled with, under names of Kratos' own; whatever anyone typed may stand there. */
  context?: Json;
}

/** `undefined` for what is no object. */
export function toKratosMessage(sent: unknown): KratosMessage | undefined {
  if (!isRecord(sent)) return undefined;
  const type = read(sent, "type");
  const context = read(sent, "context");
  return {
    id: readNumber(sent, "id"),
    text: readString(sent, "text"),
    type: type === "error" || type === "success" ? type : "info",
    context: isRecord(context) ? context : undefined,
  };
}

/** Messages as Kratos lists them under a name, without what is no object. */
export function readKratosMessages(sent: unknown, name: string): KratosMessage[] {
  const messages: KratosMessage[] = [];
  for (const each of readList(sent, name)) {
    const message = toKratosMessage(each);
    if (message) messages.push(message);
  }
  return messages;
}

/** The backup codes of a text, each a message; a used one says when, in place of the code. */
export function readSecrets({ context = {} }: KratosMessage): KratosMessage[] {
  return readKratosMessages(context, "secrets");
}

/** What a button's label says of the credential that it is about; times in seconds since 1970. */
export function readCredential({ context = {} }: KratosMessage) {
  return {
    provider: readString(context, "provider"),
    display_name: readString(context, "display_name"),
    added_at_unix: readNumber(context, "added_at_unix"),
  };
}
