/** The shapes a node of a flow takes once Foyer has read it; `kind` says which. */

import type { MessageView, Words } from "./message-view";

/** An object of the identity that has a title: a frame around its members. */
export interface FrameView {
  /** The object's own name, `traits.address`. */
  name: string;
  title: string;
  hint?: Words;
}

interface NodeBase {
  /** Kratos' group, `password`, `oidc` …; unknown groups pass through. */
  group: string;
  messages: MessageView[];
  /** The frames that a control stands in, outermost first. */
  frames?: FrameView[];
}

/** `<input type="hidden">`. */
interface HiddenNode extends NodeBase {
  kind: "hidden";
  name: string;
  value: string;
  /** Kratos' `onloadTrigger` (`passkey_login` starts the browser's passkey suggestions), at most one node a page. */
  onload?: WebAuthnTrigger;
}

export type FieldType = "text" | "email" | "tel" | "url" | "password" | "number" | "date" | "datetime-local";

/** A labelled control to type into. Passwords and codes never carry a value (threat F14), but for a verification link's. */
export interface FieldNode extends NodeBase {
  kind: "field";
  name: string;
  /** Tells the items of a list apart, which share one name: `traits.emails.0`. */
  key?: string;
  /** An item that was just added, without the script. */
  isFocused?: boolean;
  type: FieldType;
  label: string;
  value: string;
  required: boolean;
  /** Said beside the label, where a form asks for much: it may stay empty. */
  isOptional?: boolean;
  disabled: boolean;
  /** Shown and sent, but not to be changed (`readOnly`). */
  readOnly?: boolean;
  /** Text of several lines. */
  isMultiline?: boolean;
  /** Emptied, it is `null`: a trait that may be that has no field in Kratos' forms once it is gone. */
  isNullable?: boolean;
  /** One-time code: drawn large, spaced, numeric keyboard. */
  isCode: boolean;
  autocomplete?: string;
  inputmode?: "text" | "email" | "tel" | "url" | "numeric" | "decimal";
  enterkeyhint?: "next" | "go" | "done" | "send";
  pattern?: string;
  minlength?: number;
  maxlength?: number;
  min?: number;
  max?: number;
  /** `any` for JSON numbers, `1` for integers where the schema says so. */
  step?: string;
  /** Kratos' `onloadTrigger`, only one of the six known names. */
  onload?: WebAuthnTrigger;
  /** What the schema says of it, and how the value is to be written: "For example 2026-01-31T09:30:00Z". */
  hint?: Words;
}

export interface CheckboxNode extends NodeBase {
  kind: "checkbox";
  name: string;
  label: string;
  /** The label with its links, where it has some ("I agree to the terms of service"). */
  words?: Words;
  hint?: Words;
  value: string;
  checked: boolean;
  required: boolean;
  disabled: boolean;
  /** Leaving it unticked means `false`, not "no answer". */
  isFalseUnticked?: boolean;
}

export interface SelectNode extends NodeBase {
  kind: "select";
  name: string;
  /** As of a field: tells the items of a list apart. */
  key?: string;
  isFocused?: boolean;
  label: string;
  hint?: Words;
  value: string;
  options: { value: string; label: string }[];
  /** What the values are in the identity, where they are no text. */
  json?: "number" | "boolean";
  required: boolean;
  isOptional?: boolean;
  disabled: boolean;
  autocomplete?: string;
}

/** Several values of one trait, one control each, in their order. */
export interface ListNode extends NodeBase {
  kind: "list";
  name: string;
  label: string;
  hint?: Words;
  /** At least one, empty where there is no value yet. */
  items: (FieldNode | SelectNode)[];
  /** An empty item, to add more by; absent where there may be no more. */
  blank?: FieldNode | SelectNode;
  /** What an item is called, `{position}` in its number's place. */
  itemLabel: string;
  /** As many as there may be. */
  maximum?: number;
  required: boolean;
  isOptional?: boolean;
  disabled: boolean;
  /** Own address that draws the page anew with an item more or less, what was typed kept; for use without the script. */
  redrawAt: string;
}

/** Several of a list of values: a checkbox each. */
export interface ChoicesNode extends NodeBase {
  kind: "choices";
  name: string;
  label: string;
  hint?: Words;
  options: { value: string; label: string; checked: boolean }[];
  json?: "number" | "boolean";
  required: boolean;
  isOptional?: boolean;
  disabled: boolean;
}

/** What no form can hold (a list of objects, a trait that the schema does not name): shown, and left as it is. */
export interface KeptNode extends NodeBase {
  kind: "kept";
  name: string;
  label: string;
  lines: string[];
}

/** `<button type="submit" name value>`. */
export interface SubmitNode extends NodeBase {
  kind: "submit";
  name: string;
  value: string;
  label: string;
  /** Where another button reads alike: the label, and what tells the two apart. */
  accessibleLabel?: string;
  disabled: boolean;
  role: "primary" | "secondary" | "danger" | "quiet";
  /** Skips the browser's own validation: resend, back, unlink. */
  formNoValidate: boolean;
  /** A social provider's id as configured in Kratos, for its mark. */
  provider?: string;
  /** Asked before submitting, when the act destroys something. */
  confirm?: string;
  /** Seconds before a resend makes sense; the script counts down, without it the button just works. */
  cooldownSeconds?: number;
  /** When what the button acts on was added, in ISO 8601: what nobody named is told apart by that alone. */
  addedAt?: string;
}

/** The names that Kratos' webauthn.js defines on `window`; nothing else is ever called (threat F2). */
export type WebAuthnTrigger =
  | "oryWebAuthnRegistration"
  | "oryWebAuthnLogin"
  | "oryPasskeyLogin"
  | "oryPasskeyLoginAutocompleteInit"
  | "oryPasskeyRegistration"
  | "oryPasskeySettingsRegistration";

/** `<button type="button">` that runs a WebAuthn ceremony; needs JavaScript, its absence is said in words. */
export interface TriggerNode extends NodeBase {
  kind: "trigger";
  name: string;
  value: string;
  label: string;
  accessibleLabel?: string;
  disabled: boolean;
  role: "primary" | "secondary";
  trigger: WebAuthnTrigger;
  /** Kratos' `onloadTrigger`, when no hidden node of the page carries it. */
  onload?: WebAuthnTrigger;
}

export interface LinkNode extends NodeBase {
  kind: "link";
  id: string;
  label: string;
  /** http(s) or same-origin path; anything else arrives as `undefined` and is drawn as text (threat F3). */
  href?: string;
}

export interface ImageNode extends NodeBase {
  kind: "image";
  id: string;
  /** `data:image/png;base64,…` or same-origin; otherwise absent (threats F3, L3). */
  src?: string;
  width: number;
  height: number;
  alt: string;
}

export interface TextNode extends NodeBase {
  kind: "text";
  id: string;
  label: string;
  text: string;
  /** Lookup secrets, one entry a code; `used` ones are struck out. */
  codes?: { text: string; used: boolean }[];
  /** An authenticator's secret, in the groups by which people type it. */
  groups?: string[];
}

export interface ScriptNode extends NodeBase {
  kind: "script";
  id: string;
  src: string;
  integrity: string;
  crossorigin: "anonymous";
  referrerpolicy: "no-referrer";
  async: boolean;
}

/** A division that a server-side extension asks for: `id` and `data-*`, and a captcha's class where its script may run. */
export interface DivNode extends NodeBase {
  kind: "div";
  id: string;
  /** By which the captcha's script finds it. */
  className?: string;
  data: Record<string, string>;
}

/** Where another way to go on begins, in the form that has asked already for what it needs: the words before its button. */
interface WayNode extends NodeBase {
  kind: "way";
  /** The hook of the form that the way would have by itself. */
  testId: string;
  heading?: string;
  /** Drawn in place of the heading: once before several ways that are buttons alone, "" for those after the first. */
  or?: string;
}

/** What this Foyer does not know: shown plainly as text, and logged by the caller (threat F16). */
interface UnknownNode extends NodeBase {
  kind: "unknown";
  /** What it is called: its label, else its name, else its type. */
  description: string;
}

export type NodeView =
  | HiddenNode
  | FieldNode
  | CheckboxNode
  | SelectNode
  | ListNode
  | ChoicesNode
  | KeptNode
  | SubmitNode
  | TriggerNode
  | LinkNode
  | ImageNode
  | TextNode
  | ScriptNode
  | DivNode
  | WayNode
  | UnknownNode;
