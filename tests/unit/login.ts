/** Login challenges for tests, and what is decided on them. */

import { decideLogin, type LoginInput } from "../../lib/oauth2/login/decide-login";
import { ALICE, BOB, config, HYDRA, identity, loginRequest, NOW, session } from "./oauth2";

export function decide(changes: Partial<LoginInput> = {}) {
  return decideLogin({
    request: loginRequest(),
    session: session(),
    pendingRequest: null,
    config: config(),
    hydraPublicUrl: HYDRA,
    now: NOW,
    ...changes,
  });
}

export const bobsSession = () => session({ identity: identity({ id: BOB }) });
export const asked = (parameters: Record<string, string>) => loginRequest(parameters);
export const skipped = (parameters: Record<string, string> = {}, subject = ALICE) =>
  loginRequest(parameters, { skip: true, subject });
export const rejection = (error: string) => ({ kind: "reject", body: { error } });
