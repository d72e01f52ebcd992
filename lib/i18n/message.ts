/** Turns a Kratos message (`uiText`) into the sentence of the page's language, by its numeric id. */

import { type Json, readTexts } from "@/lib/json";
import type { MessageView } from "@/lib/self-service/message-view";
import { withoutIsolates } from "./isolate";
import type { KratosMessage } from "./kratos-message";
import { getEnglish } from "./languages";
import type { Translate } from "./translate";

/**
 * "expired 3.14 minutes ago", "within the next 14.98 minutes": the one number that Kratos gives in the sentence only.
 * Bounded, because the sentence may repeat what somebody typed (threat D1).
 */
const MINUTES = /(-?\d{1,10}\.\d{1,20}) minutes/;

const UNFILLED = /\{[a-z][a-zA-Z0-9_]*\}/;

/**
 * Kratos' message in the page's language. Unknown ids, templates that the context cannot fill, and an operator's own words
 * under an id of Kratos' (a web hook's) stay as they were sent, so nothing is ever lost or replaced. Values are inserted as
 * they are: they may come from anyone (threat F4).
 * @param label of the field that the message is about, in the page's language: what Kratos calls it is a key of its own
 * @see https://github.com/ory/kratos/tree/v1.3.1/text
 */
export function toMessageView(
  message: KratosMessage | undefined,
  t: Translate,
  label?: string,
): MessageView | undefined {
  if (!message) return undefined;
  const { id = 0, text: own = "", context = {}, type: tone } = message;
  const text =
    toUnchecked(id, own, t) ??
    toPlainer(own, context, t, label) ??
    toUnwanted(id, own, t) ??
    toExisting(id, own, context, t) ??
    toSentence(id, own, context, t);
  if (text !== undefined) return text === "" ? undefined : { id, text, tone };
  return own === "" ? undefined : { id, text: t.sent(own), tone, isForeign: true };
}

const UNFIT_PASSWORD = 4000005;

/** @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/password/validator.go */
const UNCHECKED =
  /: (?:unable to check if password has been leaked because .{1,100}|unexpected status code)\.$/;

/** Where the list of leaked passwords did not answer Kratos says how it was asked: its address, part of the password's digest, Go's error. */
function toUnchecked(id: number, own: string, t: Translate): string | undefined {
  return id === UNFIT_PASSWORD && UNCHECKED.test(own) ? t("problem.upstream-unavailable.next") : undefined;
}

/** What newer servers say in a sentence of its own, by the format that v1.3.1 names in its reason. */
const BY_FORMAT: Readonly<Record<string, number>> = { email: 4000040, tel: 4000041 };

/** `"what was typed" is not valid "email"`; the end alone, since what was typed may be anything. */
const FORMAT = / is not valid "(email|tel)"$/;

/** "Property … is missing." */
export const MISSING_PROPERTY = 4000002;

/** Where Kratos names a field or a format by its own key, which is a word of no language but English. */
function toPlainer(own: string, context: Json, t: Translate, label?: string): string | undefined {
  const format = BY_FORMAT[FORMAT.exec(own)?.[1] ?? ""];
  const isMissing =
    label !== undefined && isSame(toTranslated(MISSING_PROPERTY, own, context, getEnglish()), own);
  const id = format ?? (isMissing ? MISSING_PROPERTY : undefined);
  if (id === undefined) return undefined;
  const toNamed = () => ({ property: label ?? "" });
  const sentence = t.kratos(id, toNamed);
  // In English, Kratos' own words stay.
  return sentence === getEnglish().kratos(id, toNamed) ? undefined : sentence;
}

/** "const failed", which every catalogue but the English has in words: that it is not the value that is asked for. */
const NOT_THE_VALUE = 4000030;

/** What Kratos says of a value in words of its schemas, which no catalogue has, by its id. */
const IN_SCHEMA_WORDS: Readonly<Record<number, RegExp>> = {
  4000001:
    /^(value must be (one of )?["\d]|(enum|not|allOf|anyOf|oneOf|if-then|if-else|contains) failed$|valid against schemas at indexes \d)|" is not valid "[a-z-]+"$/,
  4000026: /^expected [a-z]+( or [a-z]+)*, but got [a-z]+$/,
  4000029: /^must be equal to constant /,
};

/** @see https://github.com/ory/jsonschema/blob/v3.0.8/schema.go */
function toUnwanted(id: number, own: string, t: Translate): string | undefined {
  if (!IN_SCHEMA_WORDS[id]?.test(own)) return undefined;
  const sentence = t.kratos(NOT_THE_VALUE, () => ({}));
  // In English, Kratos' own words stay unless it is put into others.
  return sentence === getEnglish().kratos(NOT_THE_VALUE, () => ({})) ? undefined : sentence;
}

const EXISTS = 4000007;

/** The same with the ways that open the account (`login_hints`), which Kratos puts together as English sentences. */
const EXISTS_WITH_WAYS = 4000028;

const WITH_WAYS = /^You tried signing in with .{1,1000}? which is already in use by another account\./s;

/** "An account … exists already. Sign in: password or Acme"; in English, Kratos' own words stay. */
function toExisting(id: number, own: string, context: Json, t: Translate): string | undefined {
  if (id !== EXISTS_WITH_WAYS || t.isEnglish || !WITH_WAYS.test(own)) return undefined;
  const exists = t.kratos(EXISTS, () => ({}));
  const ways = toWaysIn(context, t);
  if (exists === undefined || ways.length === 0) return exists;
  return `${exists} ${t("flow.fieldError", { field: t("login.start.title"), problem: t.or(ways) })}`;
}

/** Kratos names a provider by its id, with a capital letter. */
function toWaysIn(context: Json, t: Translate): string[] {
  const providers = readTexts(context, "available_oidc_providers");
  const named = providers.map((id) => t.title(`${id.charAt(0).toUpperCase()}${id.slice(1)}`));
  const methods = readTexts(context, "available_credential_types");
  return methods.flatMap((method) =>
    method === "oidc" && named.length > 0 ? named : (t.find(`method.${method}`) ?? []),
  );
}

/** @returns undefined where the words that were sent stay, and nothing says of which language they are */
function toSentence(id: number, own: string, context: Json, t: Translate): string | undefined {
  // What Kratos itself says under this id with this context, letter for letter but for the isolation of names.
  const english = toTranslated(id, own, context, getEnglish());
  const sentence = t === getEnglish() ? english : toTranslated(id, own, context, t);
  if (own !== "" && !isSame(english, own)) {
    if (NAMING_NO_CHANNEL[id] !== own) return undefined;
    return sentence === english ? own : t("flow.codeSent");
  }
  if (sentence === undefined || UNFILLED.test(sentence)) return undefined;
  // A catalogue that says no more than "{reason}".
  return !t.isEnglish && own !== "" && isSame(sentence, own) ? undefined : sentence;
}

function isSame(english: string | undefined, own: string): boolean {
  return english === own || (english !== undefined && withoutIsolates(english) === withoutIsolates(own));
}

function toTranslated(id: number, own: string, context: Json, t: Translate): string | undefined {
  return t.kratos(id, () => toValues(own, context, t));
}

/** What newer servers say where v1.3.1 names e-mail: the code may have gone by text message. */
const NAMING_NO_CHANNEL: Readonly<Record<number, string>> = {
  1010014:
    "A code was sent to the address you provided. If you didn't receive it, please check the spelling of the address and try again.",
  1040005:
    "A code has been sent to the address(es) you provided. If you have not received a message, check the spelling of the address and retry the registration.",
};

/** What Kratos calls a passkey or security key to which nobody gave a name. */
const UNNAMED = "unnamed";

/** The name of a passkey or security key, as the page's language says it. */
export function toGivenName(name: string, t: Translate): string {
  return name === UNNAMED ? t("settings.unnamed") : name;
}

/** Names that an operator chose, in a schema or for a provider. */
const TITLES: ReadonlySet<string> = new Set(["title", "provider"]);

function toValues(own: string, context: Json, t: Translate): Record<string, string | number> {
  const values: Record<string, string | number> = Object.create(null);
  for (const [name, value] of Object.entries(context)) {
    if (typeof value === "number") values[name] = value;
    if (typeof value === "string") {
      values[name] = TITLES.has(name)
        ? t.title(value)
        : name === "display_name"
          ? toGivenName(value, t)
          : value;
      values[`${name}_quoted`] = JSON.stringify(values[name]);
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
