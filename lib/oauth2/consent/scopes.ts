/** Turns scope names into words: the operator's configuration, else the catalogue, else the name itself. */

import type { Translate } from "@/lib/i18n/translate";
import type { OAuth2Config } from "@/lib/oauth2/config";
import { toSafeText } from "@/lib/oauth2/shared/safe-text";
import type { ScopeView } from "@/lib/oauth2/shared/view";
import type { ScopeIconName } from "./scope-icons";

/** Always part of the answer: without it there is no sign-in to consent to (OIDC Core §3.1.2.1). */
const REQUIRED_SCOPES = new Set(["openid"]);

/** Scopes with words in the catalogue, `scope.<name>.title` and `.description`, and their icons. */
const KNOWN_SCOPES: Record<string, { key: string; icon: ScopeIconName }> = {
  openid: { key: "openid", icon: "identity" },
  profile: { key: "profile", icon: "person" },
  email: { key: "email", icon: "mail" },
  phone: { key: "phone", icon: "phone" },
  address: { key: "address", icon: "place" },
  offline_access: { key: "offline_access", icon: "clock" },
  /** Hydra's older name for the same. */
  offline: { key: "offline_access", icon: "clock" },
};

export function isRequiredScope(name: string): boolean {
  return REQUIRED_SCOPES.has(name);
}

/**
 * In the order requested, each once.
 * @param granted what this person gave this client before
 */
export function toScopeViews(
  requested: readonly string[],
  granted: ReadonlySet<string>,
  { scopes }: Pick<OAuth2Config, "scopes">,
  t: Translate,
): ScopeView[] {
  return [...new Set(requested)].map((name) => {
    const own = Object.hasOwn(scopes, name) ? scopes[name] : undefined;
    const known = Object.hasOwn(KNOWN_SCOPES, name) ? KNOWN_SCOPES[name] : undefined;
    const words = toScopeWords(known?.key ?? name, t);
    return {
      name,
      title: own?.title ?? words.title ?? toSafeText(name),
      // The catalogue's description belongs to its own title.
      description: own?.description ?? (own?.title ? undefined : words.description) ?? "",
      required: isRequiredScope(name),
      granted: granted.has(name),
      icon: own?.icon ?? known?.icon ?? "key",
    };
  });
}

/** An operator's catalogue may name their scopes in every language. */
function toScopeWords(name: string, t: Translate): { title?: string; description?: string } {
  return { title: t.find(`scope.${name}.title`), description: t.find(`scope.${name}.description`) };
}
