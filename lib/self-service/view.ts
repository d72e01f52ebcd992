/** The shapes a Kratos self-service flow takes once Foyer has read it: what the components draw, and nothing else. */

import type { ClientCard } from "@/lib/oauth2/shared/view";
import type { FlowLink, MessageView } from "./message-view";
import type { NodeView, ScriptNode, SubmitNode } from "./node-kinds";

export type FlowKind = "login" | "registration" | "recovery" | "verification" | "settings";

/** What all forms of a flow share. */
export interface FormBase {
  action: string;
  method: "post" | "get";
}

/** One `<form>`: a method's nodes together with the shared ones, so that it can be submitted by itself. */
export interface FormView extends FormBase {
  /** Unique on the page and stable: `login-flow`, `login-flow-code`, `settings-totp` … (docs/automation.md). */
  testId: string;
  /** Kratos' group that the form is for; `default` when several share one form. */
  group: string;
  /** Section heading (settings) or divider text; absent for the page's main form. */
  heading?: string;
  /** Drawn in place of the heading: once before several ways that are buttons alone, "" for those after the first. */
  or?: string;
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
  /** Its message stands here alone: the field is only the closest. */
  isOnlyHere?: true;
  /** For what is not on this page: the button that leads back to it, or `"none"` when nothing does. */
  way?: { form: string; button: SubmitNode } | "none";
}

export interface UnverifiedView {
  address: string;
  href: string;
}

export interface FlowView {
  kind: FlowKind;
  flowId: string;
  title: string;
  lead?: string;
  /** Whose account it becomes, under the lead. */
  address?: string;
  /** The address that goes along to a fresh flow, where this one takes none of its codes any more. */
  spentFor?: string;
  /** The flow's own messages, in Kratos' order. */
  messages: MessageView[];
  /** Field errors for the summary: each links to `#field id`. */
  errors: FlowErrorView[];
  forms: FormView[];
  scripts: ScriptNode[];
  /** Address of the script that draws the forms' captcha, where the operator allows one. */
  captchaScript?: string;
  links: FlowLink[];
  /** Put into the address bar by the script when the flow was created in this request. */
  createdPath?: string;
  /** The app that asked, when known: "to continue to Example". */
  clientName?: string;
  clientCard?: ClientCard;
  /** What could not be understood, for the log (kinds and names only, never values). */
  unknown: string[];
  /** Settings: the flow's last form was saved. */
  isSaved?: true;
  /** Settings, once saved: an address that a message went to, and the page to verify it on. */
  unverified?: UnverifiedView;
  /** The form's action is not Kratos' own: no form is drawn, the page is a 502 (threat F3). */
  refused?: "action";
}
