import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import type { FormProblems } from "../forms/form";
import type { ActResult } from "./act-definition";

const ADA = { issuer: "https://login.example", subject: "ada" };
const PATH = "/console/clients/shop";

beforeEach(() => setConsoleEnvironment({ CONSOLE_OIDC_ISSUER: ADA.issuer, CONSOLE_OIDC_ACR_VALUES: "aal2" }));

/** Ada at the page of an app, whose one act does this. */
async function open(run: () => Promise<ActResult>) {
  const { toConsolePage } = await import("../request/console-page.server");
  const { requireOperator } = await import("../operator/require-operator.server");
  const { finishSignIn } = await import("../sign-in/finish-sign-in.server");
  const { toActForm } = await import("../forms/form-token.server");
  const { defineAct } = await import("./act-definition");
  const { handleActs } = await import("./handle-acts.server");
  let cookies: string[] = [];
  const act = defineAct({
    operation: "client.edit",
    subject: { kind: "client", id: "shop" },
    summary: "Change the app Shop.",
    fields: z.object({ client_name: z.string() }),
    run,
  });
  const enter = (request: Request) => requireOperator(toConsolePage(request), "home.read");
  /** What the page is drawn with again; an answer otherwise. */
  const send = async (fields: Readonly<Record<string, string>>): Promise<FormProblems | Response> => {
    const body = new URLSearchParams(fields).toString();
    let problems: FormProblems | undefined;
    const page = await enter(toRequest(PATH, { cookies, method: "POST", body }));
    const answer = await handleActs(page, [act], async (found) => {
      problems = found;
      return new Response();
    });
    return problems ?? answer;
  };
  return {
    async signIn(returnTo: string, handle?: string, authenticatedAt = Date.now()) {
      const answer = await finishSignIn(toConsolePage(toRequest("/console/callback", { cookies })), {
        who: ADA,
        name: "Ada",
        roleValues: [],
        authenticatedAt,
        newestFactorAt: authenticatedAt,
        assurance: "aal2",
        since: Date.now() * 1000,
        handle,
        returnTo,
        setCookies: [],
      });
      cookies = answer.headers.getSetCookie();
      return (await enter(toRequest(PATH, { cookies }))).session.handle;
    },
    async fill() {
      const page = await enter(toRequest(PATH, { cookies }));
      return { ...toActForm(page, "client.edit", ["client_name"]).hidden, client_name: "Shop of mine" };
    },
    send,
  };
}

it("says of the whole what is wrong with something that its form does not show", async () => {
  const { signIn, fill, send } = await open(async () => {
    const { ActRefused } = await import("./act-definition");
    throw new ActRefused("Nothing was saved.", { client_name: "Too short.", jwks: "It holds a secret." });
  });
  await signIn("/console");
  expect(await send(await fill())).toMatchObject({
    form: "Nothing was saved. It holds a secret.",
    fields: { client_name: "Too short." },
  });
});
