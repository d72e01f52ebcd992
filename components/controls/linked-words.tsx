/** Words with links in them; each opens beside the page, so that nothing typed is lost, and says so. */

import type { Translate } from "@/lib/i18n/translate";
import type { Words } from "@/lib/self-service/message-view";
import { NewTabMark } from "./new-tab-mark";

export function LinkedWords({ words, t }: { words: Words; t: Translate }) {
  return words.map((part, position) =>
    typeof part === "string" ? (
      part
    ) : (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
        key={position}
        href={part.href}
        target="_blank"
        rel="noopener"
        className="underline underline-offset-2"
      >
        {part.text}
        <NewTabMark t={t} />
      </a>
    ),
  );
}
