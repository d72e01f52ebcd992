/** The words of a page, and English ones where those of its language cannot be read: a file that is gone takes no page away. */

import { toDirection } from "@/lib/i18n/direction";
import { DEFAULT_LOCALE } from "@/lib/i18n/english";
import { loadTranslator } from "@/lib/i18n/languages";
import type { Texts } from "@/lib/i18n/overrides.server";
import { getLogger } from "@/lib/observe/log";
import { toErrorCode } from "@/lib/ory/exchange";
import type { PageContext } from "@/lib/page-context";

export async function loadWords(
  locale: string,
  texts: Texts,
): Promise<Pick<PageContext, "locale" | "dir" | "t">> {
  const t = await loadTranslator(locale, texts, (error) =>
    getLogger().error({ event: "language-unread", locale, cause: toErrorCode(error) }),
  );
  const spoken = t.isEnglish ? DEFAULT_LOCALE : locale;
  return { locale: spoken, dir: toDirection(spoken), t };
}
