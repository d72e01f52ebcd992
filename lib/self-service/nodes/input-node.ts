/** Turns a Kratos input into the control that a person or browser deals with. */

import { toOrText } from "@/lib/i18n/formats";
import { type Json, read, readList, readNumber, readString, toText } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { DIGIT_CODES, IDENTIFIER_LABEL, SECRET_FIELDS } from "@/lib/self-service/kratos-names";
import {
  type TraitSchema,
  toIdentifierFormat,
  toIdentifierTitles,
  toTraitSchema,
} from "@/lib/self-service/schema/trait-schema";
import type {
  CheckboxNode,
  FieldNode,
  FieldType,
  NodeView,
  SelectNode,
  TriggerNode,
  WebAuthnTrigger,
} from "@/lib/self-service/view";
import { toAutocomplete, toFallbackLabel, toKeyboard, toPattern } from "./field-hints";
import { type RawNode, toLabelId } from "./raw-node";
import { toSubmitNode } from "./submit-node";

const TRIGGERS: readonly WebAuthnTrigger[] = [
  "oryWebAuthnRegistration",
  "oryWebAuthnLogin",
  "oryPasskeyLogin",
  "oryPasskeyLoginAutocompleteInit",
  "oryPasskeyRegistration",
  "oryPasskeySettingsRegistration",
];

const FIELD_TYPES: readonly FieldType[] = [
  "text",
  "email",
  "tel",
  "url",
  "password",
  "number",
  "date",
  "datetime-local",
];

/**
 * One input as a node; `undefined` when it has no name and so can carry nothing.
 * @param report takes the kind and name of what is not understood; the input is then drawn as a text field
 */
export function toInputNode(
  raw: RawNode,
  options: FlowContext,
  report: (what: string) => void,
): NodeView | NodeView[] | undefined {
  const name = readString(raw.attributes, "name");
  if (name === undefined) return undefined;
  const type = readString(raw.attributes, "type") ?? "text";
  switch (type) {
    case "hidden":
      return toHidden(raw, name);
    case "submit":
      return toSubmitNode(raw, name, options);
    case "button":
      return toTrigger(raw, name, report);
    case "checkbox":
      return toCheckboxes(raw, name, toTraitSchema(options.identitySchema, name));
    default:
      if (!isFieldType(type)) report(`input type ${type}: ${name}`);
      return toFieldOrSelect(raw, name, isFieldType(type) ? type : "text", options);
  }
}

function toHidden({ attributes, ...node }: RawNode, name: string): NodeView {
  const value = SECRET_FIELDS.includes(name) ? "" : toText(read(attributes, "value"));
  const onload = toTriggerName(read(attributes, "onloadTrigger"));
  return {
    kind: "hidden",
    group: node.group,
    messages: node.messages,
    name,
    value,
    ...(onload && { onload }),
  };
}

function toTrigger(raw: RawNode, name: string, report: (what: string) => void): TriggerNode | undefined {
  const trigger = toTriggerName(read(raw.attributes, "onclickTrigger"));
  if (!trigger) {
    report(`button without a known trigger: ${name}`);
    return undefined;
  }
  const onload = toTriggerName(read(raw.attributes, "onloadTrigger"));
  return {
    ...toCommon(raw, name),
    kind: "trigger",
    value: toText(read(raw.attributes, "value")),
    role: "secondary",
    trigger,
    ...(onload && { onload }),
  };
}

/**
 * A box that must be answered but may stay empty (a required boolean without `const`) has a hidden "false" before it:
 * an unticked box sends nothing, and Kratos would find the trait missing.
 */
function toCheckboxes(raw: RawNode, name: string, schema: TraitSchema): NodeView[] {
  const box = toCheckbox(raw, name, schema);
  if (box.required || box.value !== "true" || read(raw.attributes, "required") !== true) return [box];
  return [{ kind: "hidden", group: raw.group, messages: [], name, value: "false" }, box];
}

function toCheckbox(raw: RawNode, name: string, schema: TraitSchema): CheckboxNode {
  const value = read(raw.attributes, "value");
  const isOwnValue = typeof value === "string" && !["", "true", "false"].includes(value);
  const isRequired = read(raw.attributes, "required") === true;
  return {
    ...toCommon(raw, name),
    kind: "checkbox",
    value: isOwnValue ? value : "true",
    checked: value === true || value === "true",
    required: schema.type === undefined ? isRequired : schema.mustBeTrue,
  };
}

function toFieldOrSelect(
  raw: RawNode,
  name: string,
  type: FieldType,
  options: FlowContext,
): FieldNode | SelectNode {
  const schema = toTraitSchema(options.identitySchema, name);
  const choices = toChoices(raw) ?? schema.options;
  return choices
    ? toSelect(
        raw,
        name,
        choices.map(({ value, label }) => ({ value, label: options.t.title(label) })),
      )
    : toField(raw, name, type, schema, options);
}

function toSelect(raw: RawNode, name: string, options: SelectNode["options"]): SelectNode {
  const autocomplete = readString(raw.attributes, "autocomplete") ?? toAutocomplete(name);
  return {
    ...toCommon(raw, name),
    kind: "select",
    value: toText(read(raw.attributes, "value")),
    options,
    required: read(raw.attributes, "required") === true,
    ...(autocomplete && { autocomplete }),
  };
}

function toField(
  raw: RawNode,
  name: string,
  type: FieldType,
  schema: TraitSchema,
  options: FlowContext,
): FieldNode {
  const { attributes } = raw;
  const common = toCommon(raw, name);
  const isCode = DIGIT_CODES.includes(name);
  const isSecret = type === "password" || (SECRET_FIELDS.includes(name) && !isFromMail(name, options));
  const isInteger = schema.type === "integer";
  const onload = toTriggerName(read(attributes, "onloadTrigger"));
  return {
    ...common,
    label: toIdentifierLabel(raw, name, options) ?? common.label,
    kind: "field",
    type: type === "datetime-local" ? "text" : type,
    value: isSecret ? "" : toFieldValue(type, read(attributes, "value")),
    required: read(attributes, "required") === true,
    isCode,
    autocomplete: toFieldAutocomplete(raw, name),
    inputmode: isCode ? "numeric" : (toIdentifierKeyboard(name, options) ?? toKeyboard(type, isInteger)),
    pattern: toPattern(toPatternText(attributes, isCode)),
    maxlength: toMaxLength(readNumber(attributes, "maxlength")),
    step: type === "number" ? (isInteger ? "1" : "any") : undefined,
    ...(onload && { onload }),
    ...(type === "datetime-local" && { hint: options.t("flow.dateTimeHint") }),
  };
}

/** Kratos' `[0-9]+` would keep browsers from sending the digits of other scripts, which the relay understands. */
function toPatternText(attributes: Json, isCode: boolean): string | undefined {
  const pattern = readString(attributes, "pattern");
  return isCode ? pattern?.replaceAll("[0-9]", "\\p{Nd}") : pattern;
}

/** The link in a verification mail brings its code along: the person opened it, and only presses the button. */
function isFromMail(name: string, { kind }: FlowContext): boolean {
  return kind === "verification" && name === "code";
}

function toFieldAutocomplete({ attributes }: RawNode, name: string): string | undefined {
  if (DIGIT_CODES.includes(name)) return "one-time-code";
  if (name === "lookup_secret" || name === "webauthn_register_displayname") return "off";
  const sent = readString(attributes, "autocomplete");
  if (sent) return sent;
  if (name === "identifier" || name === "recovery_address") return "username";
  if (name === "email") return "email";
  return toAutocomplete(name);
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

/** Kratos calls an identifier that may be several things "ID"; the schema knows which: "Email or phone". */
function toIdentifierLabel(raw: RawNode, name: string, options: FlowContext): string | undefined {
  if (name !== "identifier" || toLabelId(raw) !== IDENTIFIER_LABEL) return undefined;
  const titles = toIdentifierTitles(options.identitySchema).map(options.t.title);
  if (titles.length < 2) return undefined;
  const [first = "", ...rest] = titles;
  const names = [first, ...rest.map((title) => title.charAt(0).toLowerCase() + title.slice(1))];
  return toOrText(names, options.locale);
}

function toMaxLength(length: number | undefined): number | undefined {
  return length !== undefined && Number.isInteger(length) && length > 0 ? length : undefined;
}

/** `options` of newer Kratos versions. */
function toChoices({ attributes }: RawNode): SelectNode["options"] | undefined {
  const choices = readList(attributes, "options").flatMap((option) => {
    const value = read(option, "value");
    if (value === undefined || value === null) return [];
    const label = readString(read(option, "label"), "text") ?? readString(option, "label") ?? toText(value);
    return [{ value: toText(value), label }];
  });
  return choices.length > 0 ? choices : undefined;
}

function toCommon(raw: RawNode, name: string) {
  return {
    group: raw.group,
    messages: raw.messages,
    name,
    label: raw.label?.text ?? toFallbackLabel(name),
    disabled: read(raw.attributes, "disabled") === true,
  };
}

function toTriggerName(value: unknown): WebAuthnTrigger | undefined {
  return TRIGGERS.find((trigger) => trigger === value);
}

function isFieldType(type: string): type is FieldType {
  return FIELD_TYPES.some((known) => known === type);
}
