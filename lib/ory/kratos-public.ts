/** Kratos' self-service and session endpoints as functions: a caller in, raw flow JSON and cookies out. */

import type { FlowError, FrontendApi, InitOverrideFunction, Session } from "@ory/client-fetch";
import type { ActiveSession } from "@/lib/oauth2/claims/person";
import { type KratosFlow, parseFlow } from "@/lib/self-service/kratos-flow";
import type { FlowKind } from "@/lib/self-service/view";
import type { Caller } from "./caller";
import { isTooLarge, OryError, requireWhole } from "./error";
import { requireAble } from "./health";
import { call, callForList, getClients, type OryAnswer, type OryList, withHeaders } from "./sdk";
import { isFlowError, isListedSession, isSession } from "./whole-answer";

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
): Promise<OryAnswer<KratosFlow>> {
  const { returnTo, organization } = options;
  switch (kind) {
    case "login":
      return askForFlow(caller, "createBrowserLoginFlow", (kratos, init) =>
        kratos.createBrowserLoginFlowRaw(options, init),
      );
    case "registration":
      return askForFlow(caller, "createBrowserRegistrationFlow", (kratos, init) =>
        kratos.createBrowserRegistrationFlowRaw(options, init),
      );
    case "recovery":
      return askForFlow(caller, "createBrowserRecoveryFlow", (kratos, init) =>
        kratos.createBrowserRecoveryFlowRaw({ returnTo }, init),
      );
    case "verification":
      return askForFlow(caller, "createBrowserVerificationFlow", (kratos, init) =>
        kratos.createBrowserVerificationFlowRaw({ returnTo }, init),
      );
    case "settings":
      return askForFlow(caller, "createBrowserSettingsFlow", (kratos, init) =>
        kratos.createBrowserSettingsFlowRaw({ returnTo, organization }, init),
      );
  }
}

/**
 * Reads a browser's flow. Kratos' CSRF cookie decides whether it belongs to this browser (threat F5). A native app's flow
 * belongs to whoever began it, and hands its session to them: for a browser there is no such flow (threat F19).
 * @throws OryError 403 (foreign or AAL), 404, 410 `self_service_flow_expired`
 */
export async function getFlow(kind: FlowKind, id: string, caller: Caller): Promise<OryAnswer<KratosFlow>> {
  const answer = await readFlow(kind, id, caller);
  if (answer.data.type !== "api") return answer;
  throw new OryError({ upstream: "kratos", operation: "getFlow", kind: "status", status: 404 });
}

function readFlow(kind: FlowKind, id: string, caller: Caller): Promise<OryAnswer<KratosFlow>> {
  switch (kind) {
    case "login":
      return askForFlow(caller, "getLoginFlow", (kratos, init) => kratos.getLoginFlowRaw({ id }, init));
    case "registration":
      return askForFlow(caller, "getRegistrationFlow", (kratos, init) =>
        kratos.getRegistrationFlowRaw({ id }, init),
      );
    case "recovery":
      return askForFlow(caller, "getRecoveryFlow", (kratos, init) => kratos.getRecoveryFlowRaw({ id }, init));
    case "verification":
      return askForFlow(caller, "getVerificationFlow", (kratos, init) =>
        kratos.getVerificationFlowRaw({ id }, init),
      );
    case "settings":
      return askForFlow(caller, "getSettingsFlow", (kratos, init) => kratos.getSettingsFlowRaw({ id }, init));
  }
}

/**
 * What a whoami can say: a session, none, or one that first needs its second factor (no data then, threat F11).
 * `clockLead` is how far the clock of the server that answered is before ours, in milliseconds; 0 where it does not say.
 */
export type Whoami =
  | { kind: "session"; session: ActiveSession; clockLead: number }
  | { kind: "none" }
  | { kind: "aal2-required" };

/** A `Date` header has whole seconds and leaves out what is over: at the end of its second nothing that it knows of is still to come. */
const DATE_STEP_MS = 1000;

/** How far Kratos' clock is before ours, in milliseconds; as ours where no session was told of. */
export function toClockLead(who: Whoami): number {
  return who.kind === "session" ? who.clockLead : 0;
}

/**
 * Who is signed in. An upstream fault is thrown, never taken for "signed out".
 * @throws OryError for anything but 401 and `session_aal2_required`
 */
export async function whoami(caller: Caller): Promise<Whoami> {
  if (!caller.hasSession) return { kind: "none" };
  try {
    const { data, date } = await askKratos<ActiveSession>(caller, "toSession", (kratos, init) =>
      kratos.toSessionRaw({}, init),
    );
    if (data.active === false) return { kind: "none" };
    requireWhole(isSession(data), { upstream: "kratos", operation: "toSession" });
    const clockLead = date === undefined ? 0 : date + DATE_STEP_MS - Date.now();
    return { kind: "session", session: data, clockLead };
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
  const { data } = await askKratos<FlowError>(caller, "getFlowError", (kratos, init) =>
    kratos.getFlowErrorRaw({ id }, init),
  );
  requireWhole(isFlowError(data), { upstream: "kratos", operation: "getFlowError" });
  return data;
}

interface NumberedPage {
  /** From 1. */
  page: number;
  perPage: number;
}

/** Pages of sessions have a multiple of so many rows, to be read in so many parts. */
const PARTS = 5;

/**
 * One page of the other active sessions of this identity, the latest sign-in first. Kratos counts pages from 1; the
 * tokens that it names in `Link` lead to the first page again (v1.3.1). Each session holds all that the profile holds: a
 * page that is larger than an answer may be is read in parts.
 * @throws OryError
 */
export async function listMySessions(asked: NumberedPage, caller: Caller): Promise<OryList<Session>> {
  const operation = "listMySessions";
  try {
    const list = await whileSignedIn(operation, () =>
      whileAble(caller, operation, () =>
        callForList<Session>("kratos", operation, () =>
          getClients().frontend.listMySessionsRaw(asked, toInit(caller)),
        ),
      ),
    );
    requireWhole(list.rows.every(isListedSession), { upstream: "kratos", operation });
    return list;
  } catch (error) {
    if (!isTooLarge(error) || asked.perPage % PARTS !== 0) throw error;
    return listInParts(asked, caller);
  }
}

async function listInParts({ page, perPage }: NumberedPage, caller: Caller): Promise<OryList<Session>> {
  const size = perPage / PARTS;
  const list: OryList<Session> = { rows: [], total: undefined, link: null };
  for (let part = 1; part <= PARTS; part += 1) {
    const { rows, total } = await listMySessions({ page: (page - 1) * PARTS + part, perPage: size }, caller);
    list.rows.push(...rows);
    list.total = total;
    if (rows.length < size) break;
  }
  return list;
}

/**
 * One of the other active sessions, on the page of the list that showed it or on one beside it: others may have begun or
 * ended since. It is looked for nowhere else, so that a form with any id costs three calls.
 * @throws OryError
 */
export async function findMySession(
  id: string,
  { page, perPage }: NumberedPage,
  caller: Caller,
): Promise<Session | undefined> {
  for (const number of [page, page + 1, page - 1].filter((near) => near >= 1)) {
    const { rows } = await listMySessions({ page: number, perPage }, caller);
    const found = rows.find((session) => session.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Ends one other session; Kratos answers 404-like to ids that are not the caller's. @throws OryError */
export async function disableMySession(id: string, caller: Caller): Promise<void> {
  const operation = "disableMySession";
  await whileSignedIn(operation, () =>
    askKratos(caller, operation, (kratos, init) => kratos.disableMySessionRaw({ id }, init)),
  );
}

/** Ends all other sessions; answers how many. @throws OryError */
export async function disableMyOtherSessions(caller: Caller): Promise<number> {
  const operation = "disableMyOtherSessions";
  const { data } = await whileSignedIn(operation, () =>
    askKratos<{ count?: number }>(caller, operation, (kratos, init) =>
      kratos.disableMyOtherSessionsRaw({}, init),
    ),
  );
  return data.count ?? 0;
}

/**
 * Calls about one's own sessions refuse somebody without one by a 401 that has no id (v1.3.1). They are made for people who were
 * signed in a moment before: their session has ended meanwhile, in another tab say.
 */
async function whileSignedIn<T>(operation: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof OryError) || error.status !== 401) throw error;
    const over = { kind: "status", status: 401, id: "session_inactive" } as const;
    throw new OryError({ upstream: "kratos", operation, ...over, cause: error });
  }
}

async function askForFlow(...asked: Parameters<typeof askKratos>): Promise<OryAnswer<KratosFlow>> {
  const { data, setCookies } = await askKratos<unknown>(...asked);
  return { data: parseFlow(data), setCookies };
}

/** One call on behalf of a browser's request. @throws OryError */
export function askKratos<T>(
  caller: Caller,
  operation: string,
  run: (kratos: FrontendApi, init: InitOverrideFunction) => Promise<{ raw: Response }>,
): Promise<OryAnswer<T>> {
  return whileAble(caller, operation, () =>
    call("kratos", operation, () => run(getClients().frontend, toInit(caller))),
  );
}

/** A fault, never "signed out", where Kratos says to whoever has a session that there is none, and cannot work. */
async function whileAble<T>(caller: Caller, operation: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isRefused = error instanceof OryError && error.status === 401;
    if (isRefused && caller.hasSession) await requireAble("kratos", operation);
    throw error;
  }
}

const toInit = (caller: Caller) => withHeaders(toHeaders(caller));

/** The headers of such a call. */
export function toHeaders({ kratosCookie, headers }: Caller): Record<string, string> {
  return kratosCookie === undefined ? headers : { cookie: kratosCookie, ...headers };
}
