/** The one door to the console: nobody gets an {@link Operator}, and with it an admin API, another way (C1, C2, C8). */

import { getLogger } from "@/lib/observe/log";
import { getConsoleConfig } from "../get-console-config.server";
import { ConsoleProblem, SignInRequired } from "../problem";
import { type ConsolePage, type OperatorPage, withOperator } from "../request/console-page.server";
import type { ConsoleSession } from "../session/session";
import { endConsoleSession, findOwnSession, readConsoleSession } from "../session/sessions.server";
import { isStillVouchedFor, isVouchedForAtKratos } from "../sign-in/kratos-sign-in.server";
import { findName, findRole } from "./find-role";
import type { Operator } from "./operator";
import { isAllowed, type Permission, type Role } from "./permissions";

/**
 * The page of somebody who is signed in and may do this. Roles are looked up at each request: who is no operator any
 * more is out at once.
 * @throws SignInRequired without a session that counts
 * @throws ConsoleProblem 403 for a role without the permission
 */
export async function requireOperator(page: ConsolePage, permission: Permission): Promise<OperatorPage> {
  const session = await readConsoleSession(page.request);
  if (!session || !(await isStillVouchedFor(page.caller, session)))
    throw new SignInRequired(session ? await endConsoleSession(page.request) : []);
  const role = findRole(session, session.roleValues, getConsoleConfig());
  if (!role) throw new SignInRequired(await endConsoleSession(page.request));
  const operator = toOperator(page, session, role);
  requirePermission(operator, permission);
  return withOperator(page, operator, session);
}

/**
 * The operator of a session as they are now, for what goes on when its page has been answered (threat C32).
 * @returns undefined where that session has ended, at the provider or here, or its role does not have the permission any more
 * @throws what the store or Kratos throws: whether it has ended is not known
 */
export async function checkAgain(operator: Operator, permission: Permission): Promise<Operator | undefined> {
  const session = await findOwnSession(operator, operator.session);
  if (!session || !(await isVouchedForAtKratos(operator, session))) return undefined;
  const role = findRole(session, session.roleValues, getConsoleConfig());
  return role && isAllowed(role, permission) ? { ...operator, role } : undefined;
}

/** A further permission, for an operator who was let in with another. @throws ConsoleProblem 403 */
export function requirePermission(operator: Operator, permission: Permission): void {
  if (isAllowed(operator.role, permission)) return;
  const { issuer, subject, role } = operator;
  getLogger().warn({ event: "console-refused", issuer, subject, role, permission });
  throw new ConsoleProblem(403, {
    title: "Your role does not allow this",
    text: `The role ${role} does not have the permission ${permission}. Nothing was changed.`,
    next: "Ask somebody who is an admin of this console.",
  });
}

function toOperator({ caller }: ConsolePage, session: ConsoleSession, role: Role): Operator {
  const { issuer, subject, authenticatedAt, assurance, handle } = session;
  const name = findName(session, getConsoleConfig()) ?? session.name;
  const { traceparent, "x-request-id": requestId = "" } = caller.headers;
  const headers = { "x-request-id": requestId, ...(traceparent && { traceparent }) };
  const checked = { issuer, subject, name, role, authenticatedAt, assurance, session: handle, headers };
  return checked as unknown as Operator;
}
