/** The shapes a Kratos self-service flow takes once Foyer has read it: what the components draw, and nothing else. */

export type FlowKind = "login" | "registration" | "recovery" | "verification" | "settings";

export type MessageTone = "info" | "success" | "error";

/** One message of a flow or node: Kratos' numeric id, its tone, and its text in the person's language. */
export interface MessageView {
  id: number;
  tone: MessageTone;
  text: string;
}

interface NodeBase {
  /** Kratos' group, `password`, `oidc` …; unknown groups pass through. */
  group: string;
  messages: MessageView[];
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

/** A labelled one-line control. Passwords and codes never carry a value (threat F14), but for a verification link's. */
export interface FieldNode extends NodeBase {
  kind: "field";
  name: string;
  type: FieldType;
  label: string;
  value: string;
  required: boolean;
  disabled: boolean;
  /** One-time code: drawn large, spaced, numeric keyboard. */
  isCode: boolean;
  autocomplete?: string;
  inputmode?: "text" | "email" | "tel" | "url" | "numeric" | "decimal";
  enterkeyhint?: "next" | "go" | "done" | "send";
  pattern?: string;
  maxlength?: number;
  /** `any` for JSON numbers, `1` for integers where the schema says so. */
  step?: string;
  /** Kratos' `onloadTrigger`, only one of the six known names. */
  onload?: WebAuthnTrigger;
  /** How the value is to be written, where no control of the browser writes it: "For example 2026-01-31T09:30:00Z". */
  hint?: string;
}

export interface CheckboxNode extends NodeBase {
  kind: "checkbox";
  name: string;
  label: string;
  value: string;
  checked: boolean;
  required: boolean;
  disabled: boolean;
}

export interface SelectNode extends NodeBase {
  kind: "select";
  name: string;
  label: string;
  value: string;
  options: { value: string; label: string }[];
  required: boolean;
  disabled: boolean;
  autocomplete?: string;
}

/** `<button type="submit" name value>`. */
export interface SubmitNode extends NodeBase {
  kind: "submit";
  name: string;
  value: string;
  label: string;
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
  /** What the button acts on, in a second line: "Added 3 May 2026". */
  detail?: string;
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

/** A division a server-side extension asks for (captcha, for example): `id` and `data-*` only. */
export interface DivNode extends NodeBase {
  kind: "div";
  id: string;
  data: Record<string, string>;
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
  | SubmitNode
  | TriggerNode
  | LinkNode
  | ImageNode
  | TextNode
  | ScriptNode
  | DivNode
  | UnknownNode;

/** One `<form>`: a method's nodes together with the shared ones, so that it can be submitted by itself. */
export interface FormView {
  /** Unique on the page and stable: `login-flow`, `login-flow-code`, `settings-totp` … (docs/automation.md). */
  testId: string;
  /** Kratos' group that the form is for; `default` when several share one form. */
  group: string;
  action: string;
  method: "post" | "get";
  /** Section heading (settings) or divider text; absent for the page's main form. */
  heading?: string;
  /** What the section is for, or its state before it asks for anything ("Two authenticator apps are set up"). */
  lead?: string;
  nodes: NodeView[];
  /** An alternative that asks for so much that it would bury the page: closed until it is chosen. */
  isFolded?: boolean;
  /** Needs JavaScript (WebAuthn, passkey): said in words inside `<noscript>`. */
  needsScript: boolean;
}

/** One error at a node, for the summary. */
export interface FlowErrorView {
  name: string;
  label: string;
  message: MessageView;
  /** `testId` of the form whose field the summary links to; shared fields stand in several forms. */
  form: string;
}

/** A link beside the forms, with the test id that automation relies on. */
export interface FlowLink {
  testId:
    | "forgot-password-link"
    | "signup-link"
    | "login-link"
    | "cta-link"
    | "logout-link"
    | "back-link"
    | "cancel-link"
    | "continue-link";
  href: string;
  label: string;
  /** Drawn as a POST form with a button instead of an anchor (sign out, then recover). */
  post?: { fields: Record<string, string> };
}

export interface FlowView {
  kind: FlowKind;
  flowId: string;
  title: string;
  lead?: string;
  /** The flow's own messages, in Kratos' order. */
  messages: MessageView[];
  /** Field errors for the summary: each links to `#field id`. */
  errors: FlowErrorView[];
  forms: FormView[];
  scripts: ScriptNode[];
  links: FlowLink[];
  /** Put into the address bar by the script when the flow was created in this request. */
  createdPath?: string;
  /** The app that asked, when known: "to continue to Example". */
  clientName?: string;
  /** What could not be understood, for the log (kinds and names only, never values). */
  unknown: string[];
  /** Settings: the flow's last form was saved. */
  isSaved?: true;
  /** The form's action is not Kratos' own: no form is drawn, the page is a 502 (threat F3). */
  refused?: "action";
}
