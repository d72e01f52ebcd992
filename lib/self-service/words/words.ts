/** Fills the places that an identity schema leaves for links: "I agree to the {terms}". Never markup of the schema's. */

import type { FlowContext } from "@/lib/self-service/flow-context";
import type { Words } from "@/lib/self-service/message-view";
import { toSafeHref } from "@/lib/self-service/nodes/url";

const PLACE = /\{(terms|privacy)\}/;

/** A sentence with its places filled: a link where its address is configured, else the words alone. */
export function toWords(sentence: string, { t, links }: Pick<FlowContext, "t" | "links">): Words {
  if (!sentence.includes("{")) return sentence === "" ? [] : [sentence];
  // Splitting by a group keeps what it found, at every second place.
  return sentence.split(PLACE).flatMap((part, index) => {
    if (index % 2 === 0) return part === "" ? [] : [part];
    const text = t(part === "terms" ? "legal.terms" : "legal.privacy");
    const href = toSafeHref(part === "terms" ? links?.terms : links?.privacy);
    return [href ? { text, href } : text];
  });
}

/** The same without the links. */
export function toPlainText(words: Words): string {
  return words.map((part) => (typeof part === "string" ? part : part.text)).join("");
}

/** Whether there is a link in it. */
export function hasLink(words: Words): boolean {
  return words.some((part) => typeof part !== "string");
}
