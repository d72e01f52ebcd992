/** The forms of a person's page: those that the operator's role, and the account's state, allow. */

import { toActForm } from "../forms/form-token.server";
import { toSeen } from "../forms/seen";
import { isAllowed } from "../operator/permissions";
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
  const may = (permission: Parameters<typeof isAllowed>[1]) => isAllowed(page.operator.role, permission);
  const mayBlock = may("identities.block");
  return {
    edit: may("identities.edit")
      ? {
          ...toTraitForms(page, "identity.edit", {
            schema,
            traits: identity.traits,
            others: ["seen", "reason"],
          }),
          seen: toSeen(identity.traits),
        }
      : undefined,
    metadata: may("identities.edit")
      ? {
          form: toActForm(page, "identity.edit-metadata", [
            "metadata_public",
            "metadata_admin",
            "seen",
            "reason",
          ]),
          seen: toSeen(identity.metadata),
        }
      : undefined,
    verify:
      may("verification.write") && identity.addresses.some(({ isVerified }) => !isVerified)
        ? toActForm(page, "identity.verify", ["address", "reason"])
        : undefined,
    removeCredential: toRemoveForm(page, identity),
    invitation: toInvitationForm(page, identity),
    recovery: may("recovery.create") ? toActForm(page, "recovery.code", ["expires", "reason"]) : undefined,
    recoveryLink: may("recovery.create")
      ? toActForm(page, "recovery.link", ["expires", "reason"])
      : undefined,
    endSessions: may("sessions.end") ? toActForm(page, "sessions.delete", ["reason", "confirm"]) : undefined,
    revoke: may("grants.revoke") ? toActForm(page, "grant.revoke", ["client", "reason"]) : undefined,
    revokeAll: may("grants.revoke") ? toActForm(page, "grants.revoke-all", ["reason"]) : undefined,
    // Of an inactive account too: what of a block did not work is made up for by another.
    block: mayBlock ? toActForm(page, "identity.block", ["reason", "confirm"]) : undefined,
    unblock: mayBlock && !identity.isActive ? toActForm(page, "identity.unblock", ["reason"]) : undefined,
    delete: may("identities.delete") ? toActForm(page, "identity.delete", ["reason", "confirm"]) : undefined,
  };
}

function toRemoveForm(page: OperatorPage, identity: IdentityDetails): IdentityForms["removeCredential"] {
  const choices = toRemovable(identity);
  if (choices.length === 0 || !isAllowed(page.operator.role, "credentials.delete")) return undefined;
  return { form: toActForm(page, "credential.delete", ["credential", "reason"]), choices };
}

/** A blocked account is opened by no link. */
function toInvitationForm(page: OperatorPage, identity: IdentityDetails): IdentityForms["invitation"] {
  const addresses = toInvitable(identity);
  if (addresses.length === 0 || !identity.isActive || !isAllowed(page.operator.role, "recovery.create"))
    return undefined;
  return { form: toActForm(page, "invitation.send", ["address", "reason"]), addresses };
}
