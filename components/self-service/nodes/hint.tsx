/** The sentence that says what a control is for, or how it is to be filled in. */

import { LinkedWords } from "@/components/controls/linked-words";
import type { PageContext } from "@/lib/page-context";
import type { Words } from "@/lib/self-service/message-view";
import { hintId } from "./field-id";

export function Hint({ id, words, context }: { id: string; words?: Words; context: PageContext }) {
  if (!words) return null;
  return (
    <p id={hintId(id)} className="text-[0.9375rem] text-muted">
      <LinkedWords words={words} t={context.t} />
    </p>
  );
}
