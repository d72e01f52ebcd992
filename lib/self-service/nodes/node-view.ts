/** Turns one Kratos node into the view that components draw; what is unknown stays visible and is reported. */

import { type KratosMessage, readSecrets } from "@/lib/i18n/kratos-message";
import { toMessageView } from "@/lib/i18n/message";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { CAPTCHA_GROUP, LOOKUP_CODE_USED } from "@/lib/self-service/kratos-names";
import type {
  DivNode,
  ImageNode,
  LinkNode,
  NodeView,
  ScriptNode,
  TextNode,
} from "@/lib/self-service/node-kinds";
import { CAPTCHA_CLASS } from "./captcha";
import { toInputNode } from "./input-node";
import type { RawNode } from "./raw-node";
import { toScriptVersion } from "./script-version";
import { toSafeHref, toSafeImage, toWebAuthnScriptUrl } from "./url";

/** Attribute names that are safe to write as `data-*`. */
const DATA_NAME = /^[a-z][a-z0-9-]{0,60}$/;
/** Long enough to be no word that an operator wrote in capitals. */
const SECRET = /^[A-Z2-7]{16,128}$/;
const INTEGRITY = /^sha(256|384|512)-[A-Za-z0-9+/]+={0,2}$/;

/**
 * One entry of `ui.nodes` as it is drawn. Never throws.
 * @param node `undefined` for an entry that is no object
 * @param report takes kinds and names, never values, of what is not understood (threats F1, F16)
 * @returns `undefined` only for a script that may not run, which is reported
 */
export function toNodeView(
  node: RawNode | undefined,
  options: FlowContext,
  report: (what: string) => void,
): NodeView | NodeView[] | undefined {
  if (!node) {
    report("node that is no object");
    return undefined;
  }
  const view = toKnownNode(node, options, report);
  if (view || node.type === "script") return view;
  const name = node.attributes.name ?? node.attributes.id ?? "";
  report(`${node.type || "node"}: ${name}`);
  return {
    kind: "unknown",
    group: node.group,
    messages: node.messages,
    description: node.label?.text || name || node.type,
  };
}

function toKnownNode(
  node: RawNode,
  options: FlowContext,
  report: (what: string) => void,
): NodeView | NodeView[] | undefined {
  switch (node.type) {
    case "input":
      return toInputNode(node, options, report);
    case "img":
      return toImage(node, options);
    case "a":
      return toLink(node, options);
    case "text":
      return toTextNode(node, options);
    case "script":
      return toScript(node, options, report);
    case "div":
      return toDiv(node, options);
    default:
      return undefined;
  }
}

function toImage({ attributes, label, ...node }: RawNode, options: FlowContext): ImageNode {
  const src = toSafeImage(attributes.src, [options.publicUrl, options.kratosBrowserUrl]);
  return {
    kind: "image",
    group: node.group,
    messages: node.messages,
    id: attributes.id ?? "image",
    width: toPixels(attributes.width),
    height: toPixels(attributes.height),
    alt: label?.text ?? "",
    ...(src && { src }),
  };
}

function toLink({ attributes, label, ...node }: RawNode, { t }: FlowContext): LinkNode {
  const title = toMessageView(attributes.title, t);
  const id = attributes.id ?? "link";
  const href = toSafeHref(attributes.href);
  return {
    kind: "link",
    group: node.group,
    messages: node.messages,
    id,
    label: title?.text ?? label?.text ?? id,
    ...(href && { href }),
  };
}

function toTextNode({ attributes, label, ...node }: RawNode, options: FlowContext): TextNode {
  const codes = toLookupCodes(attributes.text, options);
  const text = toMessageView(attributes.text, options.t)?.text ?? "";
  const groups = toSecretGroups(text);
  return {
    kind: "text",
    group: node.group,
    messages: node.messages,
    id: attributes.id ?? "text",
    label: label?.text ?? "",
    text,
    ...(codes && { codes }),
    ...(groups && { groups }),
  };
}

/** Of a secret in base32, which is what authenticator apps take (https://github.com/google/google-authenticator/wiki/Key-Uri-Format). */
function toSecretGroups(text: string): string[] | undefined {
  return SECRET.test(text) ? (text.match(/.{1,4}/g) ?? undefined) : undefined;
}

/** Lookup secrets come as messages in the text's context; a used one says when, in place of the code. */
function toLookupCodes(text: KratosMessage | undefined, { t }: FlowContext): TextNode["codes"] {
  const secrets = text?.context ? readSecrets(text) : [];
  if (secrets.length === 0) return undefined;
  return secrets.flatMap((secret) => {
    const message = toMessageView(secret, t);
    return message ? [{ text: message.text, used: message.id === LOOKUP_CODE_USED }] : [];
  });
}

function toScript(
  { attributes, group, messages }: RawNode,
  { kratosBrowserUrl }: FlowContext,
  report: (what: string) => void,
): ScriptNode | undefined {
  const id = attributes.id ?? "script";
  const { src, integrity } = attributes;
  if (!src || !integrity || src !== toWebAuthnScriptUrl(kratosBrowserUrl) || !INTEGRITY.test(integrity)) {
    report(`script refused: ${id}`);
    return undefined;
  }
  return {
    kind: "script",
    group,
    messages,
    id,
    // Versioned by its digest, so that browsers may keep it for good (threat P10); Kratos ignores the query.
    src: `${src}?v=${toScriptVersion(integrity)}`,
    integrity,
    crossorigin: "anonymous",
    referrerpolicy: "no-referrer",
    async: attributes.async === true,
  };
}

function toDiv({ attributes, group, messages }: RawNode, { captchaScript }: FlowContext): DivNode {
  const data: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes.data ?? {})) {
    const short = name.startsWith("data-") ? name.slice("data-".length) : name;
    if (DATA_NAME.test(short) && typeof value === "string") data[short] = value;
  }
  const isDrawn = captchaScript !== undefined && group === CAPTCHA_GROUP;
  const hasClass = attributes.class?.split(" ").includes(CAPTCHA_CLASS);
  return {
    kind: "div",
    group,
    messages,
    id: attributes.id ?? "division",
    ...(isDrawn && hasClass && { className: CAPTCHA_CLASS }),
    data,
  };
}

function toPixels(size: number | undefined): number {
  return size !== undefined && size > 0 && size <= 4096 ? Math.round(size) : 0;
}
