/** What a form that replaces a key set was drawn from: its keys by their ids, in Hydra's order. */

import { parseJson } from "@/lib/json";
import type { KeyView } from "./view";

export function toKeysSeen(keys: readonly KeyView[]): string {
  return JSON.stringify(keys.map(({ kid }) => kid));
}

/** What became of the set since the form was drawn, in words. @param seen as the form sent it */
export function toKeysChange(seen: string, keys: readonly KeyView[]): string {
  const parsed = parseJson(seen);
  const before = Array.isArray(parsed) ? parsed.filter((kid) => typeof kid === "string") : [];
  const now = keys.map(({ kid }) => kid);
  const came = now.filter((kid) => !before.includes(kid));
  const went = before.filter((kid) => !now.includes(kid));
  return [
    "Somebody changed this set while you were writing.",
    came.length > 0 ? `New since then: ${came.join(", ")}.` : "",
    went.length > 0 ? `Gone since then: ${went.join(", ")}.` : "",
    "Nothing was replaced. If your copy still belongs in its place, paste it once more: private keys are not shown again.",
  ]
    .filter(Boolean)
    .join(" ");
}
