/** An app of somebody else's that signs in by a provider over Kratos' native API, and waits for a session token. */

import { expect } from "@playwright/test";
import type { Stack } from "./test";

export interface NativeSignIn {
  flow: string;
  /** The provider's page, with the `state` of that flow. */
  provider: string;
  state: string;
  /** A step of one's own through the provider's answer: what Kratos hands the token out for. */
  answer: (callback: string) => Promise<void>;
  /** Whose session Kratos hands out. */
  exchange: () => Promise<string | undefined>;
}

export async function beginNativeSignIn(stack: Stack, provider: string): Promise<NativeSignIn> {
  const kratos = stack.urls.kratosPublic;
  const query = new URLSearchParams({
    return_session_token_exchange_code: "true",
    return_to: `${stack.urls.foyer}/account`,
  });
  const begun = await fetch(`${kratos}/self-service/login/api?${query}`);
  const { id, session_token_exchange_code: initCode } = await begun.json();
  const sent = await fetch(`${kratos}/self-service/login?flow=${id}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ method: "oidc", provider }),
  });
  const { redirect_browser_to: address } = await sent.json();
  let returnCode = "";
  return {
    flow: id,
    provider: address,
    state: new URL(address).searchParams.get("state") ?? "",
    async answer(callback) {
      const { pathname, search } = new URL(callback);
      const answered = await fetch(kratos + pathname + search, { redirect: "manual" });
      returnCode = new URL(answered.headers.get("location") ?? "", kratos).searchParams.get("code") ?? "";
      expect(returnCode).not.toBe("");
    },
    async exchange() {
      const codes = new URLSearchParams({ init_code: initCode, return_to_code: returnCode });
      const answered = await fetch(`${kratos}/sessions/token-exchange?${codes}`);
      const { session } = await answered.json();
      return session?.identity?.traits?.email;
    },
  };
}
