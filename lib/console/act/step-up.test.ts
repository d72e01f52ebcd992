import { expect, it } from "vitest";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";

const ADA = { issuer: "https://login.example", subject: "ada" };

/** An operator whose every dangerous act waits for a sign-in, and what she does; each sign-in leaves other cookies. */
async function open(changes: Record<string, string> = {}) {
  setConsoleEnvironment({
    CONSOLE_OIDC_ISSUER: ADA.issuer,
    CONSOLE_OIDC_ACR_VALUES: "aal2",
    CONSOLE_STEP_UP_MINUTES: "0",
    ...changes,
  });
  const { toConsolePage } = await import("../request/console-page.server");
  const { requireOperator } = await import("../operator/require-operator.server");
  const { finishSignIn } = await import("../sign-in/finish-sign-in.server");
  const { findAct, saveAct } = await import("./pending-act.server");
  const { needsStepUp } = await import("./handle-acts.server");
  const { toStepUpView } = await import("./step-up-view.server");
  let cookies: string[] = [];
  const at = (path: string) => toConsolePage(toRequest(path, { cookies }));
  const enter = () => requireOperator(at("/console/clients/shop"), "home.read");
  return {
    async signIn(returnTo: string, handle?: string, subject = ADA.subject) {
      const now = Date.now();
      const answer = await finishSignIn(at("/console/callback"), {
        who: { ...ADA, subject },
        name: "Ada",
        roleValues: [],
        authenticatedAt: now,
        newestFactorAt: now,
        assurance: "aal2",
        since: now * 1000,
        handle,
        returnTo,
        setCookies: [],
      });
      cookies = answer.headers.getSetCookie();
      return (await enter()).session.handle;
    },
    async wait(values: Record<string, string | string[]> = {}) {
      const act = { operation: "client.delete", summary: "Delete the app Shop.", values } as const;
      return saveAct(await enter(), act);
    },
    async readFacts(id: string, chosen?: string) {
      const page = await enter();
      const act = await findAct(page, id);
      return act && toStepUpView(page, id, act, chosen).facts;
    },
    async isWaiting(id: string) {
      const page = await enter();
      const act = await findAct(page, id);
      if (!act) throw new Error("nothing waits");
      expect(toStepUpView(page, id, act).kind).toBe(
        needsStepUp(page, { ...act, id }) ? "sign-in" : "confirm",
      );
      return needsStepUp(page, { ...act, id });
    },
  };
}

it("C29: a sign-in for one act that waits confirms no other that waits", async () => {
  const { signIn, wait, isWaiting } = await open();
  const handle = await signIn("/console");
  const [left, own] = [await wait(), await wait()];
  expect(await isWaiting(own)).toBe(true);
  await signIn(`/console/step-up?act=${own}`, handle);
  expect([await isWaiting(own), await isWaiting(left)]).toEqual([false, true]);
  await signIn(`/console/step-up?act=${left}`, handle);
  expect([await isWaiting(own), await isWaiting(left)]).toEqual([true, false]);
});

it.each(["/console", "/console/clients?act=", "//console/step-up?act=", "/console/step-up?x=1&act="])(
  "C29: nor does a sign-in that leads to %s",
  async (path) => {
    const { signIn, wait, isWaiting } = await open();
    const handle = await signIn("/console");
    const id = await wait();
    await signIn(path + id, handle);
    expect(await isWaiting(id)).toBe(true);
  },
);

it("D7: a sign-in that a link began ends nothing that its operator is at, nor confirms it", async () => {
  const { signIn, wait, isWaiting } = await open();
  const handle = await signIn("/console");
  const id = await wait();
  expect(await signIn(`/console/step-up?act=${id}`)).toBe(handle);
  expect(await isWaiting(id)).toBe(true);
  expect(await signIn("/console", undefined, "sam")).not.toBe(handle);
});

it("C29: nobody else's sign-in steps a session up or ends it, an operator's or not", async () => {
  const { signIn, wait, isWaiting } = await open();
  const handle = await signIn("/console");
  const id = await wait();
  for (const subject of ["sam", "nobody"])
    await expect(signIn(`/console/step-up?act=${id}`, handle, subject), subject).rejects.toMatchObject({
      status: 403,
    });
  expect(await isWaiting(id)).toBe(true);
});

it("an act that waits is confirmed by any sign-in that is young enough", async () => {
  const { signIn, wait, isWaiting } = await open({ CONSOLE_STEP_UP_MINUTES: "10" });
  await signIn("/console");
  expect(await isWaiting(await wait())).toBe(false);
});

it("what waits is told in the words of its form, not by the names of its fields", async () => {
  const { signIn, wait, readFacts } = await open();
  await signIn("/console");
  const id = await wait({
    "trait/name/first%20one": "Ada",
    "trait/motto": "true",
    "column-0": "email",
    act: "sign-out",
    id: ["one", "two"],
    skip_consent: "true",
    token_endpoint_auth_method: "none",
    seen: "x",
    confirm: "delete",
  });
  expect(await readFacts(id)).toEqual([
    { label: "name.first one", value: "Ada" },
    { label: "motto", value: "true" },
    { label: "Column 1", value: "email" },
    { label: "What to do", value: "Sign out everywhere" },
    { label: "Accounts", value: "one, two" },
    { label: "Yours: people are not asked for consent", value: "Yes" },
    { label: "How it proves itself", value: "none" },
  ]);
  const chosen = "2: ada@example.org, ben@example.org";
  expect(await readFacts(id, chosen)).toContainEqual({ label: "Accounts", value: chosen });
});
