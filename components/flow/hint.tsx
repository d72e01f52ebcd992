/** The sentence that says what a control is for, or how it is to be filled in. */

import type { Chrome } from "@/lib/chrome";
import type { Words } from "@/lib/flow/view";
import { LinkedWords } from "../ui/linked-words";
import { hintId } from "./field-id";

export function Hint({ id, words, chrome }: { id: string; words?: Words; chrome: Chrome }) {
  if (!words) return null;
  return (
    <p id={hintId(id)} className="text-[0.9375rem] text-muted">
      <LinkedWords words={words} t={chrome.t} />
    </p>
  );
}
