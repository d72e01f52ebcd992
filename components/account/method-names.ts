/** Kratos' names for ways to sign in, in words. */

import type { Chrome } from "@/lib/chrome";
import { toAndText } from "@/lib/i18n/formats";

/** "a password and an authenticator app"; a name without words is shown as it is. */
export function toMethodNames(methods: string[], { t, locale }: Pick<Chrome, "t" | "locale">): string {
  const names = methods.map((method) => t.find(`method.${method}`) ?? method);
  return toAndText(new Set(names), locale);
}
