/** Turns a Kratos input that a person types or chooses something into, by its own attributes and by the schema. */

import { toText } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { SECRET_FIELDS, toMethodField } from "@/lib/self-service/method-facts";
import type { FieldNode, FieldType, SelectNode } from "@/lib/self-service/node-kinds";
import { toIdentifierFormat } from "@/lib/self-service/schema/identifiers";
import type { Trait } from "@/lib/self-service/schema/trait";
import { isRequired, toCommon, toHint, toOptional } from "./common-node";
import {
  isOfSomebodyElse,
  toAutocomplete,
  toFormatToken,
  toKeyboard,
  toPattern,
  toSearchPattern,
} from "./field-hints";
import type { RawNode } from "./raw-node";
import { toTriggerName } from "./triggers";

/** Kratos' word for a password that is chosen, not asked for. */
const NEW_PASSWORD = "new-password";

/** A field, or a select where the values are listed. */
export function toFieldOrSelect(
  raw: RawNode,
  name: string,
  type: FieldType,
  trait: Trait | undefined,
  options: FlowContext,
): FieldNode | SelectNode {
  const choices = withTitles(toTraitChoices(trait) ?? toSentChoices(raw), options);
  return choices ? toSelect(raw, name, choices, trait, options) : toField(raw, name, type, trait, options);
}

type Choices = Pick<SelectNode, "options" | "json">;

/** Choices in the operator's words for the page's language. */
export function withTitles(choices: Choices | undefined, { t }: FlowContext): Choices | undefined {
  return (
    choices && {
      ...choices,
      options: choices.options.map((choice) => ({ ...choice, label: t.title(choice.label) })),
    }
  );
}

function toSelect(
  raw: RawNode,
  name: string,
  choices: Choices,
  trait: Trait | undefined,
  options: FlowContext,
): SelectNode {
  const autocomplete = isOfSomebodyElse(name) ? "off" : (raw.attributes.autocomplete ?? toAutocomplete(name));
  const value = toText(toValue(raw, trait, options));
  const isListed = value === "" || choices.options.some((option) => option.value === value);
  return {
    kind: "select",
    value,
    required: isRequired(raw, trait),
    ...toOptional(raw, trait, options),
    ...toCommon(raw, name, trait, options),
    ...toHint(trait, undefined, options),
    ...choices,
    // A value that the schema no longer lists is shown, so that it is not lost by a save of something else.
    options: isListed ? choices.options : [...choices.options, { value, label: value }],
    ...(autocomplete && { autocomplete }),
    ...(trait?.isReadOnly && { disabled: true }),
  };
}

/** `options` of newer Kratos versions, where the schema cannot be read: without titles, and the first 500 alone. */
function toSentChoices({ attributes }: RawNode): Choices | undefined {
  const sent = (attributes.options ?? []).flatMap((option) => {
    const value = option?.value;
    if (value === undefined || value === null) return [];
    return [{ value, label: option?.label ?? toText(value) }];
  });
  return sent.length > 0 ? toChoices(sent) : undefined;
}

/** What the schema lists. */
export function toTraitChoices(trait: Trait | undefined): Choices | undefined {
  return trait?.choices && toChoices(trait.choices);
}

/** As a form has them, with what they are in JSON where that is no text. */
function toChoices(choices: readonly { value: unknown; label: string }[]): Choices {
  const types = new Set(choices.map(({ value }) => typeof value));
  const [type] = types.size === 1 ? types : [];
  const options = choices.map(({ value, label }) => ({ value: toText(value), label }));
  return { options, ...((type === "number" || type === "boolean") && { json: type }) };
}

function toField(
  raw: RawNode,
  name: string,
  type: FieldType,
  trait: Trait | undefined,
  options: FlowContext,
): FieldNode {
  const { attributes } = raw;
  const common = toCommon(raw, name, trait, options);
  const isCode = toMethodField(name) === "digits";
  const isSecret = type === "password" || (SECRET_FIELDS.includes(name) && !isFromMail(name, options));
  const value = isSecret ? "" : toFieldValue(type, toValue(raw, trait, options));
  const isMultiline = type === "text" && (/[\r\n]/.test(value) || trait?.mediaType?.startsWith("text/"));
  const onload = toTriggerName(attributes.onloadTrigger);
  return {
    kind: "field",
    type: type === "datetime-local" ? "text" : type,
    value,
    required: isRequired(raw, trait),
    ...toOptional(raw, trait, options),
    isCode,
    autocomplete: toFieldAutocomplete(raw, name, trait),
    inputmode: isCode
      ? "numeric"
      : (toIdentifierKeyboard(name, options) ?? toKeyboard(type, trait?.type === "integer")),
    pattern: trait ? toSearchPattern(trait.pattern) : toPattern(toPatternText(attributes, isCode)),
    maxlength: toMaxLength(attributes.maxlength),
    ...common,
    ...(isMultiline && { isMultiline: true }),
    ...(trait?.isNullable && { isNullable: true }),
    ...(type === "number" ? toNumberLimits(trait) : trait?.minLength && { minlength: trait.minLength }),
    ...(trait?.isReadOnly && { readOnly: true }),
    ...(onload && { onload }),
    ...toHint(trait, toFormatHint(raw, type, trait, options), options),
  };
}

/** Kratos' `[0-9]+` would keep browsers from sending the digits of other scripts, and "123 456", which the relay understands. */
function toPatternText({ pattern }: RawNode["attributes"], isCode: boolean): string | undefined {
  return isCode ? pattern?.replaceAll("[0-9]", "[\\p{Nd}\\s\\p{Pd}]") : pattern;
}

/** What the flow has, or on the first sight of a new form the schema's default. */
function toValue({ attributes }: RawNode, trait: Trait | undefined, { usesDefaults }: FlowContext): unknown {
  return attributes.value ?? (usesDefaults ? trait?.default : undefined);
}

/**
 * Steps are counted from the lower limit: where that is no whole step itself, a browser would refuse right values, so
 * such a step, and every limit that a control cannot express, is left to Kratos. Of whole numbers beyond 2^53 Kratos v1.3 keeps
 * another one than was typed, and says nothing.
 */
function toNumberLimits(trait: Trait | undefined): Pick<FieldNode, "min" | "max" | "step"> {
  const max = Math.min(trait?.maximum ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (!trait) return { step: "any", max };
  const isInteger = trait.type === "integer";
  const { multipleOf } = trait;
  const min = isInteger && trait.minimum !== undefined ? Math.ceil(trait.minimum) : trait.minimum;
  const isStep = multipleOf && isStepOf(min ?? 0, multipleOf) && (!isInteger || Number.isInteger(multipleOf));
  const step = isStep ? toStepText(multipleOf) : undefined;
  return {
    step: step ?? (isInteger ? "1" : "any"),
    ...(min !== undefined && { min }),
    max,
  };
}

/** In decimals, as browsers count: 0.3 is three steps of 0.1, though not to a computer. */
function isStepOf(value: number, step: number): boolean {
  const steps = value / step;
  return Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, Math.abs(steps));
}

/** None where it is written with an exponent. */
function toStepText(step: number): string | undefined {
  const text = String(step);
  return step > 0 && /^\d+(\.\d+)?$/.test(text) ? text : undefined;
}

function toFormatHint(
  { attributes }: RawNode,
  type: FieldType,
  trait: Trait | undefined,
  { t, passwordMinLength: minimum }: FlowContext,
): string | undefined {
  if (attributes.autocomplete === NEW_PASSWORD)
    return minimum === undefined ? undefined : t("flow.passwordMinLength", { minimum });
  if (type === "datetime-local") return t("flow.dateTimeHint");
  return trait?.format === "time" ? t("flow.timeHint") : undefined;
}

/** The link in a verification mail brings its code along: the person opened it, and only presses the button. */
function isFromMail(name: string, { kind }: FlowContext): boolean {
  return kind === "verification" && name === "code";
}

/** Whom somebody signs in as, or recovers the account of. */
const ACCOUNT_NAMES: ReadonlySet<string> = new Set([
  "identifier",
  "recovery_address",
  "recovery_confirm_address",
]);

function toFieldAutocomplete(
  { attributes }: RawNode,
  name: string,
  trait: Trait | undefined,
): string | undefined {
  const field = toMethodField(name);
  if (field === "digits") return "one-time-code";
  if (field === "secret" || field === "name") return "off";
  // Whom somebody signs in as is theirs to keep, a parent's address too.
  if (isOfSomebodyElse(name) && !trait?.isIdentifier) return "off";
  if (attributes.autocomplete) return attributes.autocomplete;
  if (ACCOUNT_NAMES.has(name)) return "username";
  if (name === "email") return "email";
  return toAutocomplete(name) ?? toFormatToken(trait?.format);
}

function toIdentifierKeyboard(name: string, { identitySchema }: FlowContext): FieldNode["inputmode"] {
  if (name !== "identifier") return undefined;
  const format = toIdentifierFormat(identitySchema);
  return format === "email" || format === "tel" ? format : undefined;
}

/**
 * A date control shows nothing for a value with a time. Moments (`date-time`) are written as text, since Kratos v1.3
 * refuses what a `datetime-local` control sends: it has no time zone, and RFC 3339 wants one.
 */
function toFieldValue(type: FieldType, value: unknown): string {
  const text = toText(value);
  if (type === "date") return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? text;
  return text;
}

function toMaxLength(length: number | undefined): number | undefined {
  return length !== undefined && Number.isInteger(length) && length > 0 ? length : undefined;
}
