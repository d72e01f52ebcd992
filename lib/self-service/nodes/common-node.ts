/** Gives every control what it is called, whether it may be changed, and the frames it stands in. */

import type { FlowContext } from "@/lib/self-service/flow-context";
import type { Words } from "@/lib/self-service/message-view";
import type { FrameView } from "@/lib/self-service/node-kinds";
import { isObject } from "@/lib/self-service/schema/kratos-nodes";
import { readTrait, readTraitAt, type Trait } from "@/lib/self-service/schema/trait";
import { toName, toTraitPath } from "@/lib/self-service/schema/trait-name";
import { toPlainText, toWords } from "@/lib/self-service/words/words";
import { toFallbackLabel } from "./field-hints";
import type { RawNode } from "./raw-node";

/** What all controls have. */
export function toCommon(raw: RawNode, name: string, trait: Trait | undefined, options: FlowContext) {
  const frames = toFrames(name, options);
  return {
    group: raw.group,
    messages: raw.messages,
    name,
    label: toPlainText(toLabelWords(raw, name, trait, options)),
    disabled: raw.attributes.disabled === true,
    ...(frames.length > 0 && { frames }),
  };
}

/** A control's label, with links in its places. */
export function toLabelWords(
  raw: Pick<RawNode, "label">,
  name: string,
  trait: Trait | undefined,
  options: FlowContext,
): Words {
  const sent = raw.label?.text;
  // What was sent is in the page's language already.
  const isSent = (title: string) => sent === title || sent === options.t.title(title);
  const title = trait?.title;
  // Of a trait with titled choices Kratos v1.3 takes the last choice's title for the trait's.
  const isOfChoice = !(title && isSent(title)) && trait?.choices?.some(({ label }) => isSent(label));
  return sent === undefined || isOfChoice ? toTitleWords(title, name, options) : toWords(sent, options);
}

/** What the schema calls it, in the operator's words for the page's language; else what its name says. */
export function toTitleWords(title: string | undefined, name: string, options: FlowContext): Words {
  return toWords(title === undefined ? toFallbackLabel(name) : options.t.title(title), options);
}

/** What the schema says of a trait, then how to write it: in the sentence that stands between label and control. */
export function toHint(trait: Trait | undefined, format: string | undefined, options: FlowContext) {
  const { t } = options;
  const examples = trait?.examples.slice(0, MAXIMUM_EXAMPLES).join(", ");
  const description = trait?.description && t.title(trait.description);
  const sentences = [description, examples ? t("flow.example", { examples }) : format].filter(Boolean);
  return sentences.length > 0 ? { hint: toWords(sentences.join(" "), options) } : undefined;
}

const MAXIMUM_EXAMPLES = 3;

/**
 * The trait that a control is for. What only the operator sets, and no account can be made without, has to come from
 * whoever makes one: from a provider, by the schema's default, or else by their hand.
 */
export function readAskedTrait(raw: RawNode, name: string, options: FlowContext): Trait | undefined {
  const trait = readTrait(options.identitySchema, name);
  if (!trait?.isReadOnly || options.kind !== "registration") return trait;
  const isGiven = trait.default !== undefined || (raw.group === "oidc" && raw.attributes.value !== undefined);
  return trait.isRequired !== true || isGiven ? trait : { ...trait, isReadOnly: false };
}

/**
 * Whether Kratos refuses the form without it. Kratos v1.3 marks what only one branch of a schema demands, and does not
 * mark what stands behind a reference: there the schema counts.
 */
export function isRequired(raw: RawNode, trait: Trait | undefined): boolean {
  if (trait?.isRequired === "sometimes") return false;
  return trait?.isRequired || raw.attributes.required === true;
}

/**
 * A registration tells what may be left empty, where the schema says so for certain. Of an address to sign in by it says it
 * of each, though Kratos asks for one of them.
 */
export function toOptional(raw: RawNode, trait: Trait | undefined, { kind }: FlowContext) {
  const isOptional =
    kind === "registration" &&
    trait?.isRequired === false &&
    !trait.isIdentifier &&
    !trait.isReadOnly &&
    !raw.attributes.required;
  return isOptional ? { isOptional } : undefined;
}

function toFrames(name: string, options: FlowContext): FrameView[] {
  const path = toTraitPath(name) ?? [];
  // Neither `traits` itself nor the control.
  return path.slice(1, -1).flatMap((_, index) => {
    const own = path.slice(0, index + 2);
    const trait = readTraitAt(options.identitySchema, own);
    if (!trait || !isObject(trait) || trait.title === undefined) return [];
    return [
      {
        name: toName(own),
        title: toPlainText(toWords(options.t.title(trait.title), options)),
        ...(trait.description && { hint: toWords(options.t.title(trait.description), options) }),
      },
    ];
  });
}
