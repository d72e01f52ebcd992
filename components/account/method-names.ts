/** Kratos' names for ways to sign in, in words. */

import { getAndFormat } from "@/lib/i18n/formats";
import type { PageContext } from "@/lib/page-context";

/** "a password and an authenticator app"; a name without words is shown as it is. */
export function toMethodNames(methods: string[], { t, locale }: Pick<PageContext, "t" | "locale">): string {
  const names = methods.map((method) => {
    const key = `method.${method}`;
    const words = t(key);
    return words === key ? method : words;
  });
  return getAndFormat(locale).format(new Set(names));
}
