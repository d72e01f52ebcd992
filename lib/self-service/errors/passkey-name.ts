/** Tells when Kratos' "there is nothing to sign in with" is about nothing but the name of a passkey. */

import { toText } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { IDENTIFIER_MISSING } from "@/lib/self-service/kratos-names";
import type { MessageView } from "@/lib/self-service/message-view";
import { type Leaf, toLeaves } from "@/lib/self-service/schema/leaves";
import { toTraitPath } from "@/lib/self-service/schema/trait-name";
import { getAt } from "@/lib/self-service/traits/json-path";
import { toIdentityTraits } from "@/lib/self-service/traits/whole";

/**
 * With passkeys on, Kratos begins the settings of whoever lacks the trait that names one (an email address, for who signed up
 * by telephone) with that error. It answers no form, and is wrong of an account that has something to sign in with:
 * the page has no passkeys then, and that is all.
 */
export function withoutPasskeyName(
  messages: readonly MessageView[],
  flow: KratosFlow,
  options: FlowContext,
): MessageView[] {
  const at = messages.findIndex(({ id }) => id === IDENTIFIER_MISSING);
  return at >= 0 && lacksPasskeyName(flow, options) ? messages.toSpliced(at, 1) : [...messages];
}

function lacksPasskeyName(flow: KratosFlow, { kind, identitySchema }: FlowContext): boolean {
  if (kind !== "settings") return false;
  const root = { traits: toIdentityTraits(flow) };
  const hasValue = ({ name }: Leaf) => toText(getAt(root, toTraitPath(name) ?? [])) !== "";
  const leaves = toLeaves(identitySchema);
  const names = leaves.filter(({ trait }) => trait.namesPasskeys);
  const isIdentifier = ({ trait }: Leaf) => trait.isIdentifier || trait.items?.isIdentifier;
  return (
    names.length > 0 && !names.some(hasValue) && leaves.some((leaf) => isIdentifier(leaf) && hasValue(leaf))
  );
}
