/** The page that asks to sign in once more, by what it says of the change of settings that waits for it. */

import type { BrowserContext } from "@playwright/test";
import type { Contract } from "../contract";
import { postForm } from "../raw-http";
import type { State } from "../state-test";
import { ALICE, toFlow } from "../stub-kratos";
import { json, redirect } from "../stub-upstream";

/** Sends a change that Kratos asks a fresh sign-in for. @returns the cookie that remembers it, and the way back to it */
async function sendTooLate({ foyer, kratos }: Contract, fields: Record<string, string>) {
  const resume = `${foyer.url}/self-service/settings?flow=f`;
  const query = new URLSearchParams({ refresh: "true", return_to: resume });
  kratos.when("/self-service/settings", redirect(`${foyer.url}/self-service/login/browser?${query}`));
  const { headers, setCookies } = await postForm(foyer.port, "/self-service/settings?flow=f", fields);
  const returnTo = new URL(String(headers.location)).searchParams.get("return_to") ?? "";
  return { cookie: setCookies[0] ?? "", returnTo };
}

function afterChange(fields: Record<string, string>, isKept = true): State {
  return {
    path: "/login?flow=waiting",
    heading: "Confirm it is you",
    person: ALICE,
    arrange: async (contract: Contract, context: BrowserContext) => {
      const { kratos, foyer } = contract;
      const { cookie, returnTo } = await sendTooLate(contract, fields);
      const [name = "", value = ""] = cookie.split(";", 1)[0]?.split(/=(.*)/) ?? [];
      const place = { domain: "localhost", path: "/", secure: true };
      if (isKept) await context.addCookies([{ name, value, ...place }]);
      const flow = { ...toFlow("login", foyer.url, "login-all-refresh"), return_to: returnTo };
      kratos.when("/self-service/login/flows", json(200, flow));
    },
  };
}

const PASSWORD = { method: "password", password: "correct horse battery staple" };

export const WAITING_STATES: Readonly<Record<string, State>> = {
  "sign-in once more, a new password waits": afterChange(PASSWORD),
  "sign-in once more, new backup codes wait": afterChange({ lookup_secret_regenerate: "true" }),
  "sign-in once more, the change is gone": afterChange(PASSWORD, false),
};
