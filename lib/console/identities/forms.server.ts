/** The forms of a person's page: those that the operator's role, and the account's state, allow. */

import { getRule, type Operation } from "../act/operations";
import type { FieldName } from "../forms/field-words";
import type { ActFormView } from "../forms/form";
import { toActForm } from "../forms/form-token.server";
import { toSeen } from "../forms/seen";
import { getConsoleConfig } from "../get-console-config.server";
import { isAllowed } from "../operator/permissions";
import { findProtection, type ProtectionReason } from "../operator/protect";
import type { OperatorPage } from "../request/console-page.server";
import { toTraitForms } from "../traits/forms.server";
import { toInvitable } from "./invitable";
import { toRemovable } from "./repair-acts.server";
import type { IdentityDetails, IdentityForms } from "./view";

/** @param schema of its traits; undefined where it is not known */
export function toIdentityForms(
  page: OperatorPage,
  identity: IdentityDetails,
  schema: unknown,
): IdentityForms {
  const may = (operation: Operation) => mayDo(page, identity.id, operation);
  const offer = (operation: Operation, ...fields: FieldName[]): ActFormView | undefined =>
    may(operation) ? toActForm(page, operation, fields) : undefined;
  const hasUnverified = identity.addresses.some(({ isVerified }) => !isVerified);
  const metadata = offer("identity.edit-metadata", "metadata_public", "metadata_admin", "seen", "reason");
  const removable = toRemovable(identity);
  const remove = removable.length > 0 ? offer("credential.delete", "credential", "reason") : undefined;
  // A blocked account is opened by no link.
  const invitable = identity.isActive ? toInvitable(identity) : [];
  const invitation = invitable.length > 0 ? offer("invitation.send", "address", "reason") : undefined;
  return {
    edit: may("identity.edit")
      ? {
          ...toTraitForms(page, "identity.edit", {
            schema,
            traits: identity.traits,
            others: ["seen", "reason"],
          }),
          seen: toSeen(identity.traits),
        }
      : undefined,
    metadata: metadata && { form: metadata, seen: toSeen(identity.metadata) },
    verify: hasUnverified ? offer("identity.verify", "address", "reason") : undefined,
    removeCredential: remove && { form: remove, choices: removable },
    invitation: invitation && { form: invitation, addresses: invitable },
    recovery: offer("recovery.code", "expires", "reason"),
    recoveryLink: offer("recovery.link", "expires", "reason"),
    endSessions: offer("sessions.delete", "reason", "confirm"),
    revoke: offer("grant.revoke", "client", "reason"),
    revokeAll: offer("grants.revoke-all", "reason"),
    // Of an inactive account too: what of a block did not work is made up for by another.
    block: offer("identity.block", "reason", "confirm"),
    unblock: identity.isActive ? undefined : offer("identity.unblock", "reason"),
    delete: offer("identity.delete", "reason", "confirm"),
  };
}

/** What would be refused for whose account it is, is not offered. */
function mayDo({ operator }: OperatorPage, id: string, operation: Operation): boolean {
  const { permission, touch } = getRule(operation);
  if (!isAllowed(operator.role, permission)) return false;
  return findProtection(operator, id, touch, getConsoleConfig()) === undefined;
}

/** Why a page offers less for an operator's own account; undefined where the role may block nobody. */
export function findPageProtection(
  { operator }: OperatorPage,
  { id }: IdentityDetails,
): ProtectionReason | undefined {
  if (!isAllowed(operator.role, getRule("identity.block").permission)) return undefined;
  return findProtection(operator, id, getRule("identity.block").touch, getConsoleConfig());
}
