/** Kratos' self-service and session endpoints as functions: a caller in, raw flow JSON and cookies out. */

import type { FlowError, LogoutFlow, Session } from "@ory/client-fetch";
import type { FlowKind } from "@/lib/self-service/view";
import type { Caller } from "./caller";
import { OryError } from "./error";
import { call, callForList, getClients, type OryAnswer, withHeaders } from "./sdk";

/** A flow as Kratos sent it; lib/self-service reads it defensively. */
export type RawFlow = Record<string, unknown>;

export interface NewFlowOptions {
  returnTo?: string;
  /** Ask for credentials although there is a session (login). */
  refresh?: boolean;
  aal?: string;
  /** Trait that names the second factor's address (login, `aal2`). */
  via?: string;
  /** Only in native OAuth2 mode, where Kratos accepts the challenge itself. */
  loginChallenge?: string;
  afterVerificationReturnTo?: string;
  organization?: string;
  /** Which of several identity schemas the person is to have (login, registration); older servers take no notice. */
  identitySchema?: string;
}

/**
 * Creates a browser flow in one call; the CSRF cookie comes with the answer (architecture §4).
 * @throws OryError 400 `session_already_available`, 401 `session_inactive`, 403 `session_aal2_required` …
 */
export function createFlow(
  kind: FlowKind,
  options: NewFlowOptions,
  caller: Caller,
): Promise<OryAnswer<RawFlow>> {
  const { frontend } = getClients();
  const init = withHeaders(toHeaders(caller));
  const { returnTo, organization } = options;
  switch (kind) {
    case "login":
      return call("kratos", "createBrowserLoginFlow", () =>
        frontend.createBrowserLoginFlowRaw(options, init),
      );
    case "registration":
      return call("kratos", "createBrowserRegistrationFlow", () =>
        frontend.createBrowserRegistrationFlowRaw(options, init),
      );
    case "recovery":
      return call("kratos", "createBrowserRecoveryFlow", () =>
        frontend.createBrowserRecoveryFlowRaw({ returnTo }, init),
      );
    case "verification":
      return call("kratos", "createBrowserVerificationFlow", () =>
        frontend.createBrowserVerificationFlowRaw({ returnTo }, init),
      );
    case "settings":
      return call("kratos", "createBrowserSettingsFlow", () =>
        frontend.createBrowserSettingsFlowRaw({ returnTo, organization }, init),
      );
  }
}

/**
 * Reads a flow. Kratos' CSRF cookie decides whether it belongs to this browser (threat F5).
 * @throws OryError 403 (foreign or AAL), 404, 410 `self_service_flow_expired`
 */
export function getFlow(kind: FlowKind, id: string, caller: Caller): Promise<OryAnswer<RawFlow>> {
  const { frontend } = getClients();
  const init = withHeaders(toHeaders(caller));
  switch (kind) {
    case "login":
      return call("kratos", "getLoginFlow", () => frontend.getLoginFlowRaw({ id }, init));
    case "registration":
      return call("kratos", "getRegistrationFlow", () => frontend.getRegistrationFlowRaw({ id }, init));
    case "recovery":
      return call("kratos", "getRecoveryFlow", () => frontend.getRecoveryFlowRaw({ id }, init));
    case "verification":
      return call("kratos", "getVerificationFlow", () => frontend.getVerificationFlowRaw({ id }, init));
    case "settings":
      return call("kratos", "getSettingsFlow", () => frontend.getSettingsFlowRaw({ id }, init));
  }
}

/** What a whoami can say: a session, none, or one that first needs its second factor (no data then, threat F11). */
export type Whoami = { kind: "session"; session: Session } | { kind: "none" } | { kind: "aal2-required" };

/**
 * Who is signed in. An upstream fault is thrown, never taken for "signed out".
 * @throws OryError for anything but 401 and `session_aal2_required`
 */
export async function whoami(caller: Caller): Promise<Whoami> {
  if (!caller.hasSession) return { kind: "none" };
  try {
    const { data } = await call<Session>("kratos", "toSession", () =>
      getClients().frontend.toSessionRaw({}, withHeaders(toHeaders(caller))),
    );
    if (data.active === false) return { kind: "none" };
    if (data.identity?.id) return { kind: "session", session: data };
    const cause = new Error("a session without its identity");
    throw new OryError({ upstream: "kratos", operation: "toSession", kind: "malformed", cause });
  } catch (error) {
    if (error instanceof OryError && error.status === 401) return { kind: "none" };
    if (error instanceof OryError && error.status === 403 && error.id === "session_aal2_required") {
      return { kind: "aal2-required" };
    }
    throw error;
  }
}

/** The error behind `/error?id=`. @throws OryError 404 for unknown ids */
export async function getFlowError(id: string, caller: Caller): Promise<FlowError> {
  const { data } = await call<FlowError>("kratos", "getFlowError", () =>
    getClients().frontend.getFlowErrorRaw({ id }, withHeaders(toHeaders(caller))),
  );
  return data;
}

/**
 * Ends the browser's Kratos session and returns the cookies that forget it; does nothing without one.
 * @throws OryError
 */
export async function endSession(caller: Caller): Promise<string[]> {
  if (!caller.hasSession) return [];
  const { frontend } = getClients();
  const init = withHeaders(toHeaders(caller));
  try {
    const created = await call<LogoutFlow>("kratos", "createBrowserLogoutFlow", () =>
      frontend.createBrowserLogoutFlowRaw({}, init),
    );
    const ended = await call("kratos", "updateLogoutFlow", () =>
      frontend.updateLogoutFlowRaw({ token: created.data.logout_token }, init),
    );
    return [...created.setCookies, ...ended.setCookies];
  } catch (error) {
    if (error instanceof OryError && error.status === 401) return [];
    throw error;
  }
}

/** The other active sessions of this identity. @throws OryError */
export async function listMySessions(caller: Caller): Promise<Session[]> {
  return callForList<Session>("kratos", "listMySessions", () =>
    getClients().frontend.listMySessionsRaw({ perPage: 250 }, withHeaders(toHeaders(caller))),
  );
}

/** Ends one other session; Kratos answers 404-like to ids that are not the caller's. @throws OryError */
export async function disableMySession(id: string, caller: Caller): Promise<void> {
  await call("kratos", "disableMySession", () =>
    getClients().frontend.disableMySessionRaw({ id }, withHeaders(toHeaders(caller))),
  );
}

/** Ends all other sessions; answers how many. @throws OryError */
export async function disableMyOtherSessions(caller: Caller): Promise<number> {
  const { data } = await call<{ count?: number }>("kratos", "disableMyOtherSessions", () =>
    getClients().frontend.disableMyOtherSessionsRaw({}, withHeaders(toHeaders(caller))),
  );
  return data.count ?? 0;
}

function toHeaders({ kratosCookie, headers }: Caller): Record<string, string> {
  return kratosCookie === undefined ? headers : { ...headers, cookie: kratosCookie };
}
