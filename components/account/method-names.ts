/** Kratos' names for ways to sign in, in words. */

import { toAndText } from "@/lib/i18n/formats";
import type { PageContext } from "@/lib/page-context";

/** "a password and an authenticator app"; a name without words is shown as it is. */
export function toMethodNames(methods: string[], { t, locale }: Pick<PageContext, "t" | "locale">): string {
  const names = methods.map((method) => t.find(`method.${method}`) ?? method);
  return toAndText(new Set(names), locale);
}
