/** Turns a Kratos message (`uiText`) into the sentence of the page's language, by its numeric id. */

import { isRecord, read, readNumber, readString } from "@/lib/json";
import type { MessageTone, MessageView } from "@/lib/self-service/view";
import { ENGLISH } from "./english";
import type { Translate } from "./translate";

const TONES: readonly MessageTone[] = ["info", "success", "error"];

/**
 * "expired 3.14 minutes ago", "within the next 14.98 minutes": the one number that Kratos gives in the sentence only.
 * Bounded, because the sentence may repeat what somebody typed (threat D1).
 */
const MINUTES = /(-?\d{1,10}\.\d{1,20}) minutes/;

const UNFILLED = /\{[a-z][a-zA-Z0-9_]*\}/;

/**
 * Kratos' message in the page's language. Unknown ids, and templates that the context cannot fill, fall back to
 * Kratos' own sentence, so nothing is ever lost. Values are inserted as they are: they may come from anyone (threat F4).
 * @see https://github.com/ory/kratos/tree/v1.3.1/text
 */
export function toMessageView(raw: unknown, t: Translate): MessageView | undefined {
  if (!isRecord(raw)) return undefined;
  const own = readString(raw, "text") ?? "";
  const id = readNumber(raw, "id") ?? 0;
  const text = toSentence(id, own, read(raw, "context"), t);
  if (text === "") return undefined;
  const type = readString(raw, "type");
  return { id, text, tone: TONES.find((tone) => tone === type) ?? "info" };
}

function toSentence(id: number, own: string, context: unknown, t: Translate): string {
  const sentence = t.kratos(id, toValues(own, context, t));
  if (saysMore(id, own)) return sentence === ENGLISH.kratos[id] ? own : t("flow.codeSent");
  return sentence === undefined || UNFILLED.test(sentence) ? own : sentence;
}

/** Sentences of v1.3.1 that name e-mail, whose ids newer servers use for a text message too, and name no channel. */
const NAMING_A_CHANNEL: ReadonlySet<number> = new Set([1010014, 1040005]);

/** Whether the catalogue's sentence of this id says what Kratos itself does not say: that a code went by e-mail. */
function saysMore(id: number, own: string): boolean {
  return NAMING_A_CHANNEL.has(id) && own !== "" && !/e-?mail/i.test(own);
}

/** Names that an operator chose, in a schema or for a provider. */
const TITLES: ReadonlySet<string> = new Set(["title", "provider"]);

function toValues(own: string, context: unknown, t: Translate): Record<string, string | number> {
  const values: Record<string, string | number> = Object.create(null);
  if (isRecord(context)) {
    for (const [name, value] of Object.entries(context)) {
      if (typeof value === "number") values[name] = value;
      if (typeof value === "string") {
        values[name] = TITLES.has(name) ? t.title(value) : value;
        values[`${name}_quoted`] = JSON.stringify(values[name]);
      }
    }
  }
  const minutes = MINUTES.exec(own)?.[1];
  if (minutes !== undefined) {
    values.minutes = minutes;
    values.minutes_rounded = Math.max(1, Math.round(Number(minutes)));
  }
  values.text = own;
  return values;
}
