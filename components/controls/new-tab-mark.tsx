/** Says after a link's words that it opens beside the page; its arrow points the way that the page reads. */

import type { Translate } from "@/lib/i18n/translate";

export function NewTabMark({ t }: { t: Translate }) {
  return (
    <>
      <span aria-hidden="true">
        {"\u00a0"}
        <span className="inline-block rtl:[transform:scaleX(-1)]">↗</span>
      </span>
      <span className="sr-only"> {t("link.newTab")}</span>
    </>
  );
}
