import { describe, expect, it } from "vitest";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import { findProtection } from "../operator/protect";

const ACCOUNT = "0195e8f2-0000-7000-8000-000000000001";
/** As Hydra makes it of an account's id for one client alone (OIDC Core §8.1). */
const PAIRWISE = "9a4c8c5cf1f3a0c3d6c1f6f0b1b7a3a1e2f1c0d9b8a7968574635241302f1e0d";

async function finish(subject: string, changes: Record<string, string> = {}) {
  setConsoleEnvironment({ CONSOLE_OPERATORS: `${subject}=admin`, ...changes });
  return prove(subject);
}

async function prove(subject: string, roleValues: string[] = [], cookies: string[] = []) {
  const { getConsoleConfig } = await import("../get-console-config.server");
  const { toConsolePage } = await import("../request/console-page.server");
  const { finishSignIn } = await import("./finish-sign-in.server");
  const config = getConsoleConfig();
  const answer = finishSignIn(toConsolePage(toRequest("/console/callback", { cookies })), {
    who: { issuer: config.signIn.issuer, subject },
    name: "Ada",
    roleValues,
    authenticatedAt: Date.now(),
    newestFactorAt: Date.now(),
    assurance: "aal2",
    since: 0,
    returnTo: "/console",
    setCookies: [],
  });
  return { config, answer };
}

/** What their browser keeps after a sign-in in which their provider named these groups. */
async function signIn(subject: string, groups: string[]) {
  return (await (await prove(subject, groups)).answer).headers.getSetCookie();
}

describe("an operator whose role comes from a claim", () => {
  it.each([
    ["none", [], 403, false],
    ["a lower one", ["ops-read"], 303, false],
    ["the same", ["ops-all"], 303, true],
  ])("C8: who has %s by now goes on, or not, with the role of an earlier sign-in", async (...given) => {
    const [, groups, status, goesOn] = given;
    setConsoleEnvironment({
      CONSOLE_OIDC_ISSUER: "https://login.example",
      CONSOLE_OIDC_ACR_VALUES: "aal2",
      CONSOLE_ROLE_CLAIM: "groups",
      CONSOLE_ROLES: "ops-read=viewer,ops-all=admin",
    });
    const [earlier, others] = [await signIn("zoe", ["ops-all"]), await signIn("kim", ["ops-all"])];
    const now = await (await prove("zoe", groups)).answer.catch((error: unknown) => error);
    expect(now).toHaveProperty("status", status);
    const { readConsoleSession } = await import("../session/sessions.server");
    const isSignedIn = async (cookies: string[]) =>
      (await readConsoleSession(toRequest("/console", { cookies }))) !== undefined;
    expect([await isSignedIn(earlier), await isSignedIn(others)]).toEqual([goesOn, true]);
  });
});

describe("an operator of this installation's own provider", () => {
  it("C20: signs in by the account that is protected, and by no subject that hides it", async () => {
    const own = await finish(ACCOUNT);
    expect((await own.answer).status).toBe(303);
    const support = { issuer: own.config.signIn.issuer, subject: "sam", role: "support" } as const;
    expect(findProtection(support, ACCOUNT, "gives-access", own.config)).toBe("higher-role");

    const hidden = await finish(PAIRWISE);
    await expect(hidden.answer).rejects.toMatchObject({ status: 403 });
    expect(findProtection(support, ACCOUNT, "gives-access", hidden.config)).toBeUndefined();
  });

  it("is named by any subject where the provider is another: its accounts are not here", async () => {
    const { answer } = await finish(PAIRWISE, {
      CONSOLE_OIDC_ISSUER: "https://login.example",
      CONSOLE_OIDC_ACR_VALUES: "aal2",
    });
    expect((await answer).status).toBe(303);
  });
});
