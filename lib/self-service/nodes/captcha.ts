/**
 * Gives a flow's captcha the shape by which its script draws it. Ory Network sends Turnstile as a hidden field with its
 * settings, another for the answer, an empty division, and two scripts that join them: none of these runs here.
 * @see https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/
 */

import { parseJson, readString } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { CAPTCHA_GROUP } from "@/lib/self-service/kratos-names";
import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FormView } from "@/lib/self-service/view";
import type { RawNode } from "./raw-node";

/** The class by which Turnstile's script finds where to draw; others need scripts and frames of several origins. */
export const CAPTCHA_CLASS = "cf-turnstile";

const SETTINGS = "captcha_turnstile_options";

/** Turnstile's names of the languages that it calls otherwise. */
const LANGUAGES = new Map([
  ["zh-Hans", "zh-CN"],
  ["zh-Hant", "zh-TW"],
]);

/** One division with all that Turnstile needs, where the operator lets its script run; else the nodes as they are. */
export function withTurnstile(
  nodes: readonly (RawNode | undefined)[],
  options: FlowContext,
): (RawNode | undefined)[] {
  const isCaptcha = (node: RawNode | undefined) => node?.group === CAPTCHA_GROUP;
  const asked = nodes.find((node) => isCaptcha(node) && node?.attributes.name === SETTINGS);
  const value = asked?.attributes.value;
  const data = typeof value === "string" ? toData(parseJson(value), options) : undefined;
  if (!options.captchaScript || !asked || !data) return [...nodes];
  const place: RawNode = {
    ...asked,
    type: "div",
    attributes: { id: "captcha", class: CAPTCHA_CLASS, data },
    messages: nodes.flatMap((node) => (isCaptcha(node) ? (node?.messages ?? []) : [])),
  };
  return nodes.flatMap((node) => (node === asked ? [place] : isCaptcha(node) ? [] : [node]));
}

function toData(settings: unknown, { locale = "en" }: FlowContext): Record<string, string> | undefined {
  const sitekey = readString(settings, "sitekey");
  if (!sitekey) return undefined;
  const [action, theme] = [readString(settings, "action"), readString(settings, "theme")];
  return {
    sitekey,
    "response-field-name": readString(settings, "response_field_name") ?? "cf-turnstile-response",
    ...(action && { action }),
    ...(theme && { theme }),
    language: LANGUAGES.get(locale) ?? locale,
    size: "flexible",
    appearance: "interaction-only",
  };
}

/**
 * A page's captcha is solved once: it stands in the first form that has one, right before its buttons, and its answer goes
 * along with whichever form is sent (client/captcha).
 */
export function withOneCaptcha(forms: readonly FormView[]): FormView[] {
  const home = forms.find(hasCaptcha);
  return forms.map((form) => {
    const others = form.nodes.filter((node) => !isPlace(node));
    if (form !== home) return { ...form, nodes: others };
    const place = form.nodes.filter(isPlace).slice(0, 1);
    const button = others.findIndex(({ kind }) => kind === "submit" || kind === "trigger");
    const at = button < 0 ? others.length : button;
    return { ...form, nodes: [...others.slice(0, at), ...place, ...others.slice(at)] };
  });
}

export function hasCaptcha({ nodes }: FormView): boolean {
  return nodes.some(isPlace);
}

function isPlace(node: NodeView): boolean {
  return node.kind === "div" && node.group === CAPTCHA_GROUP;
}
