/**
 * Reads from a form on its way to Kratos whom it writes to and what it guesses at, by whatever way of writing Kratos
 * takes it (`decoderx`): the body's fields, JSON, traits as JSON in one field, and for some flows the query.
 */

import { isWritable, toRecipient } from "@/lib/limits/recipients/recipient";
import { SECOND_STEP_FIELDS, SECRET_FIELDS } from "@/lib/self-service/method-facts";
import { HttpError } from "@/lib/web/http-error";
import { type FieldText, type FormField, readFields, toFieldName, toFieldTexts } from "./form-fields";
import { PASSKEY_FIELD, readUserHandle } from "./passkey";
import { isTrait, type PlacedText, toFieldPath, toPlacedText } from "./placed-text";
import type { FlowBody } from "./relay-body";

/** A self-service flow that takes forms. */
export type FormFlow = "login" | "registration" | "recovery" | "verification" | "settings";

export interface RelayedForm {
  flow: FormFlow;
  /** Kratos' name of the method; empty where the form names none. */
  method: string;
  /** Addresses and names as typed: whom a message would go to, or whose account is tried. */
  recipients: string[];
  /** Of those that stand among the traits, where. */
  places: ReadonlyMap<string, readonly PlacedText[]>;
  /** Whose account Kratos opens when a password or code is right; empty where the form does not say. */
  account: string;
  /** The handle of the account whose passkey answers, in place of any name; empty without one. */
  keyHandle: string;
  /** Whether Kratos may send a message for it. */
  sends: boolean;
  /** A password was typed. */
  hasPassword: boolean;
  /** A code from a message was typed. */
  hasCode: boolean;
  /**
   * It asks for another message although a code stands in the form: by a button of its own, or in a recovery by an address,
   * which Kratos looks at before the code.
   */
  resends: boolean;
  /** It leads a recovery back to an earlier step, after which the same form asks for a message that before entered a code. */
  goesBack: boolean;
  /** A code of an authenticator app, or a backup code, was typed. */
  hasSecondFactor: boolean;
  /** A security key has answered. A passkey that does so beside a name is refused. */
  hasKey: boolean;
}

const FORM_PATH = /^\/self-service\/(login|registration|recovery|verification|settings)$/;

/** More people than any form is about. */
const RECIPIENT_LIMIT = 10;

/** Methods that Kratos asks before the passkey when a form names them: where one is switched off, the passkey is asked all the same. */
const BEFORE_PASSKEYS: ReadonlySet<string> = new Set(["password", "code"]);

/** The answer of a security key. */
const KEY_FIELD = "webauthn_login";

/** Fields that decide whom a form is about. Of two values Kratos takes the first in a form, the last in JSON: neither passes. */
const SINGLE = new Set([
  ...SECRET_FIELDS,
  PASSKEY_FIELD,
  KEY_FIELD,
  "address",
  "email",
  "flow",
  "identifier",
  "method",
  "password_identifier",
  "recovery_address",
  "recovery_confirm_address",
  "recovery_select_address",
  "resend",
  "screen",
]);

/**
 * Whatever Kratos' payloads call somebody whom a message may go to. `recovery_select_address` is a digest, which Kratos takes
 * with its `recovery_address` alone.
 */
export const RECIPIENT_FIELDS = [
  "identifier",
  "password_identifier",
  "address",
  "email",
  "recovery_address",
  "recovery_confirm_address",
] as const;

/** The flow that a path submits, or undefined. */
export function toFormFlow(pathname: string): FormFlow | undefined {
  const name = FORM_PATH.exec(pathname)?.[1];
  return name as FormFlow | undefined; // the expression names no other
}

/**
 * @param query of the address, which Kratos reads beside the body for some flows
 * @throws HttpError 400 for a form that could be read in two ways, 413 for one with too many fields
 */
export function readRelayedForm(flow: FormFlow, form: FlowBody, query: URLSearchParams): RelayedForm {
  const fields: FormField[] = [...query, ...readFields(form)];
  const values = toValues(fields);
  const value = (name: string) => values.get(name) ?? "";
  const traits = fields.filter(([name]) => isTrait(toFieldName(name))).flatMap(toTraitTexts);
  const named = RECIPIENT_FIELDS.map(value).filter(Boolean);
  const recipients = toRecipients(named, flow === "login" ? [] : traits);
  return {
    flow,
    method: value("method"),
    recipients,
    places: toPlaces(recipients, traits),
    account:
      value("method") === "code"
        ? value("address") || value("identifier")
        : value("identifier") || value("password_identifier"),
    keyHandle: flow === "login" ? readKeyHandle(value("method"), value(PASSKEY_FIELD)) : "",
    sends:
      recipients.length > 0 && (flow !== "login" || value("method") === "code" || value("address") !== ""),
    hasPassword: value("password") !== "",
    hasCode: value("code") !== "",
    resends:
      (value("resend") !== "" && (flow === "login" || flow === "registration")) ||
      (flow === "recovery" && (value("email") !== "" || value("recovery_confirm_address") !== "")),
    goesBack: flow === "recovery" && value("screen") !== "",
    hasSecondFactor: SECOND_STEP_FIELDS.some((name) => value(name) !== ""),
    hasKey: value(KEY_FIELD) !== "",
  };
}

/** @throws HttpError 400 as soon as there are too many: telling whether something can be written to costs work (D1) */
function toRecipients(named: string[], traits: readonly FieldText[]): string[] {
  const found = new Set(named);
  for (const trait of new Set(traits.map(({ text }) => text))) {
    if (found.size > RECIPIENT_LIMIT) break;
    if (canBeWrittenTo(trait)) found.add(trait);
  }
  if (found.size > RECIPIENT_LIMIT) throw new HttpError(400, "bad-request");
  return [...found];
}

/** @throws HttpError 400 for a passkey beside another way: whose account is opened depends on what is switched on at Kratos (D4) */
function readKeyHandle(method: string, answer: string): string {
  if (answer !== "" && BEFORE_PASSKEYS.has(method)) throw new HttpError(400, "bad-request");
  return readUserHandle(answer);
}

function toTraitTexts(field: FormField): FieldText[] {
  const [name] = field;
  return toFieldTexts(field).map(({ text, path }) => ({ text, path: [...toFieldPath(name), ...path] }));
}

function toPlaces(recipients: readonly string[], traits: readonly FieldText[]): RelayedForm["places"] {
  return new Map(
    recipients.flatMap((recipient) => {
      const places = traits.filter(({ text }) => text === recipient).map(toPlacedText);
      return places.length > 0 ? [[recipient, places]] : [];
    }),
  );
}

/** Whether a text is an address or a telephone number. */
export function canBeWrittenTo(text: string): boolean {
  const recipient = toRecipient(text);
  return recipient !== undefined && isWritable(recipient);
}

function toValues(fields: FormField[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of fields) {
    const field = toFieldName(name);
    if (!SINGLE.has(field)) continue;
    // Some of Kratos' decoders take `Email` for `email`, some do not.
    if (field !== name) throw new HttpError(400, "bad-request");
    if ((values.get(field) ?? value) !== value) throw new HttpError(400, "duplicate-parameter");
    values.set(field, value);
  }
  return values;
}
