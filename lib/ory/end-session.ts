/** Ends a browser's Kratos session, and says where Kratos' configuration leads the person then. */

import type { LogoutFlow } from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import { isSessionCookie, toCookieName } from "@/lib/web/cookies/cookies";
import type { Caller } from "./caller";
import { OryError } from "./error";
import { toHeaderValues } from "./exchange";
import { askKratos, toHeaders } from "./kratos-public";
import { send } from "./transport";

export interface EndedSession {
  /** Cookies that forget the session. */
  setCookies: string[];
  /**
   * `return_to` where Kratos allows it, else `selfservice.flows.logout.after.default_browser_return_url`, else Kratos'
   * default; absent where no session was there to be ended.
   */
  location?: string;
  /** Kratos does not allow the address that was asked for (`selfservice.allowed_return_urls`). */
  isReturnRefused?: boolean;
}

const UNAUTHORIZED = 401;

/**
 * Does nothing without a session.
 * @param returnTo where the person is to be led, if Kratos allows it
 * @throws OryError
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/flow/logout/handler.go
 */
export async function endSession(caller: Caller, returnTo?: string): Promise<EndedSession> {
  if (!caller.hasSession) return { setCookies: [] };
  try {
    const { logout, isReturnRefused } = await createLogout(caller, returnTo);
    const ended = await endAsBrowser(
      caller,
      logout.data.logout_token,
      isReturnRefused ? undefined : returnTo,
    );
    return { ...ended, setCookies: [...logout.setCookies, ...ended.setCookies], isReturnRefused };
  } catch (error) {
    if (error instanceof OryError && error.status === UNAUTHORIZED) return { setCookies: [] };
    throw error;
  }
}

async function createLogout(caller: Caller, returnTo: string | undefined) {
  const create = (options: { returnTo?: string }) =>
    askKratos<LogoutFlow>(caller, "createBrowserLogoutFlow", (kratos, init) =>
      kratos.createBrowserLogoutFlowRaw(options, init),
    );
  try {
    return { logout: await create({ returnTo }), isReturnRefused: false };
  } catch (error) {
    const isRefused = error instanceof OryError && error.kind === "status" && error.status === 400;
    if (!isRefused || returnTo === undefined) throw error;
    return { logout: await create({}), isReturnRefused: true };
  }
}

/**
 * Asks as a browser would: only such an answer says where Kratos leads. One that forgets no session is a failure, which
 * Kratos explains to scripts alone.
 */
async function endAsBrowser(
  caller: Caller,
  token: string,
  returnTo: string | undefined,
): Promise<EndedSession> {
  const query = new URLSearchParams({ token, ...(returnTo && { return_to: returnTo }) });
  const answer = await send({
    upstream: "kratos",
    operation: "updateLogoutFlow",
    method: "GET",
    url: `${getConfig().kratos.publicUrl}/self-service/logout?${query}`,
    headers: { ...toHeaders(caller), accept: "text/html" },
  });
  const setCookies = toHeaderValues(answer.headers["set-cookie"]);
  if (setCookies.map(toCookieName).some(isSessionCookie))
    return { setCookies, location: toHeaderValues(answer.headers.location)[0] };
  const explained = await askKratos(caller, "updateLogoutFlow", (kratos, init) =>
    kratos.updateLogoutFlowRaw({ token }, init),
  );
  return { setCookies: [...setCookies, ...explained.setCookies] };
}
