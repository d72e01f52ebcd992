/** Puts Kratos' names for ways to sign in into words. */

import type { Translate } from "../i18n/translate";
import { isRecord, readString } from "./json";

/**
 * "a passkey", "a code by message": one entry of a session's `authentication_methods`, with the provider's own name
 * for social sign-in. Unknown methods keep Kratos' name.
 * @see https://github.com/ory/kratos/blob/v1.3.1/identity/credentials.go
 */
export function toMethodLabel(method: unknown, t: Translate): string {
  const name = typeof method === "string" ? method : (readString(method, "method") ?? "");
  const provider = isRecord(method) ? readString(method, "provider") : undefined;
  if (name === "oidc" && provider) return t("method.oidcProvider", { provider });
  const key = `method.${name}`;
  const label = t(key);
  return label === key ? name : label;
}
