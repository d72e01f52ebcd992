/** The forms of a client's page: those that the operator's role, and the client, allow. */

import { toActForm } from "../forms/form-token.server";
import { toSeen } from "../forms/seen";
import { isAllowed } from "../operator/permissions";
import type { OperatorPage } from "../request/console-page.server";
import { FIELD_NAMES } from "./fields";
import { findRenewal, toSeenSecret } from "./renewals.server";
import { type ClientDetails, type ClientForms, hasSecret } from "./view";

export async function toClientForms(page: OperatorPage, client: ClientDetails): Promise<ClientForms> {
  const { role } = page.operator;
  const mayWrite = isAllowed(role, "clients.write");
  return {
    seen: toSeen(client.raw),
    seenSecret: toSeenSecret(client.raw, await findRenewal(client.id)),
    edit: mayWrite ? toActForm(page, "client.edit", [...FIELD_NAMES, "seen", "reason"]) : undefined,
    editJson: mayWrite ? toActForm(page, "client.edit-json", ["json", "seen", "reason"]) : undefined,
    replace: mayWrite ? toActForm(page, "client.replace", ["json", "seen", "reason", "confirm"]) : undefined,
    rotateSecret:
      mayWrite && hasSecret(client) ? toActForm(page, "client.rotate-secret", ["seen", "reason"]) : undefined,
    deleteTokens: isAllowed(role, "tokens.revoke")
      ? toActForm(page, "client.delete-tokens", ["reason"])
      : undefined,
    delete: isAllowed(role, "clients.delete")
      ? toActForm(page, "client.delete", ["reason", "confirm"])
      : undefined,
  };
}
