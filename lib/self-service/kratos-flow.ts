/**
 * Reads a self-service flow as Kratos sends it, once: inside it is typed. What is unknown is left behind, what has another
 * shape than Kratos' counts as absent, and nothing throws a page away (threats F16, V2). By hand: every page goes through
 * here (ADR 25).
 */

import { type KratosMessage, readKratosMessages, toKratosMessage } from "@/lib/i18n/kratos-message";
import { isRecord, type Json, read, readList, readNumber, readString } from "@/lib/json";

/** `options` of newer servers: a value, and what it is called. */
interface KratosChoice {
  value?: unknown;
  label?: string;
}

interface InputAttributes {
  node_type?: string;
  id?: string;
  name?: string;
  type?: string;
  value?: unknown;
  required?: boolean;
  disabled?: boolean;
  autocomplete?: string;
  pattern?: string;
  maxlength?: number;
  options?: (KratosChoice | undefined)[];
  label?: KratosMessage;
  onclickTrigger?: string;
  onloadTrigger?: string;
}

/** Of all kinds of nodes together: a kind that Foyer does not know has its name too. */
interface KratosAttributes extends InputAttributes {
  // a, img, script, text, div
  href?: string;
  title?: KratosMessage;
  src?: string;
  width?: number;
  height?: number;
  integrity?: string;
  class?: string;
  async?: boolean;
  text?: KratosMessage;
  data?: Json;
}

/** @see https://github.com/ory/kratos/blob/v1.3.1/ui/node/node.go */
export interface KratosNode {
  type?: string;
  group?: string;
  attributes: KratosAttributes;
  messages: KratosMessage[];
  meta: { label?: KratosMessage };
}

/** Whole: the operator's claims may be taken from anywhere in it. */
interface KratosIdentity extends Json {
  id?: string;
  schema_id?: string;
  traits?: Json;
  verifiable_addresses?: (KratosAddress | undefined)[];
}

interface KratosAddress extends Json {
  value?: string;
  verified?: boolean;
  status?: string;
}

export interface KratosFlow {
  id?: string;
  /** `browser`, or `api` for one that a native app began. */
  type?: string;
  state?: string;
  active?: string;
  return_to?: string;
  request_url?: string;
  requested_aal?: string;
  refresh?: boolean;
  identity_schema?: string;
  oauth2_login_challenge?: string;
  organization_id?: string;
  identity?: KratosIdentity;
  ui: {
    action?: string;
    method?: string;
    messages: KratosMessage[];
    /** `undefined` for what is no object, which stays in its place. */
    nodes: (KratosNode | undefined)[];
  };
}

/** @param sent JSON of any shape; what is no flow at all is an empty one */
export function parseFlow(sent: unknown): KratosFlow {
  const ui = read(sent, "ui");
  return {
    id: readString(sent, "id"),
    type: readString(sent, "type"),
    state: readString(sent, "state"),
    active: readString(sent, "active"),
    return_to: readString(sent, "return_to"),
    request_url: readString(sent, "request_url"),
    requested_aal: readString(sent, "requested_aal"),
    refresh: readFlag(sent, "refresh"),
    identity_schema: readString(sent, "identity_schema"),
    oauth2_login_challenge: readString(sent, "oauth2_login_challenge"),
    organization_id: readString(sent, "organization_id"),
    identity: toIdentity(read(sent, "identity")),
    ui: {
      action: readString(ui, "action"),
      method: readString(ui, "method"),
      messages: readKratosMessages(ui, "messages"),
      nodes: readList(ui, "nodes").map(toNode),
    },
  };
}

function toNode(sent: unknown): KratosNode | undefined {
  if (!isRecord(sent)) return undefined;
  return {
    type: readString(sent, "type"),
    group: readString(sent, "group"),
    attributes: toAttributes(read(sent, "attributes")),
    messages: readKratosMessages(sent, "messages"),
    meta: { label: readMessage(read(sent, "meta"), "label") },
  };
}

/** Most nodes are inputs: for them half as much is looked for. */
function toAttributes(sent: unknown): KratosAttributes {
  const input = toInputAttributes(sent);
  if (input.node_type === "input") return input;
  return {
    href: readString(sent, "href"),
    title: readMessage(sent, "title"),
    src: readString(sent, "src"),
    width: readNumber(sent, "width"),
    height: readNumber(sent, "height"),
    integrity: readString(sent, "integrity"),
    class: readString(sent, "class"),
    async: readFlag(sent, "async"),
    text: readMessage(sent, "text"),
    data: readRecord(sent, "data"),
    ...input,
  };
}

function toInputAttributes(sent: unknown): InputAttributes {
  const options = read(sent, "options");
  return {
    node_type: readString(sent, "node_type"),
    id: readString(sent, "id"),
    name: readString(sent, "name"),
    type: readString(sent, "type"),
    value: read(sent, "value"),
    required: readFlag(sent, "required"),
    disabled: readFlag(sent, "disabled"),
    autocomplete: readString(sent, "autocomplete"),
    pattern: readString(sent, "pattern"),
    maxlength: readNumber(sent, "maxlength"),
    options: Array.isArray(options) ? options.map(toChoice) : undefined,
    label: readMessage(sent, "label"),
    onclickTrigger: readString(sent, "onclickTrigger"),
    onloadTrigger: readString(sent, "onloadTrigger"),
  };
}

/** Called by a text, or by a message that has one. */
function toChoice(sent: unknown): KratosChoice | undefined {
  if (!isRecord(sent)) return undefined;
  const label = readString(sent, "label") ?? readString(read(sent, "label"), "text");
  return { value: read(sent, "value"), label };
}

function toIdentity(sent: unknown): KratosIdentity | undefined {
  if (!isRecord(sent)) return undefined;
  const addresses = read(sent, "verifiable_addresses");
  return {
    ...sent,
    id: readString(sent, "id"),
    schema_id: readString(sent, "schema_id"),
    traits: readRecord(sent, "traits"),
    verifiable_addresses: Array.isArray(addresses) ? addresses.map(toAddress) : undefined,
  };
}

function toAddress(sent: unknown): KratosAddress | undefined {
  if (!isRecord(sent)) return undefined;
  return {
    ...sent,
    value: readString(sent, "value"),
    verified: readFlag(sent, "verified"),
    status: readString(sent, "status"),
  };
}

function readMessage(sent: unknown, name: string): KratosMessage | undefined {
  return toKratosMessage(read(sent, name));
}

function readFlag(sent: unknown, name: string): boolean | undefined {
  const found = read(sent, name);
  return typeof found === "boolean" ? found : undefined;
}

function readRecord(sent: unknown, name: string): Json | undefined {
  const found = read(sent, name);
  return isRecord(found) ? found : undefined;
}
