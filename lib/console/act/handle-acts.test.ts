import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import type { FormProblems } from "../forms/form";
import type { ConsoleProblem } from "../problem";
import type { ActResult } from "./act-definition";
import type { Operation } from "./operations";

const ADA = { issuer: "https://login.example", subject: "ada" };
const PATH = "/console/clients/shop";

beforeEach(() => setConsoleEnvironment({ CONSOLE_OIDC_ISSUER: ADA.issuer, CONSOLE_OIDC_ACR_VALUES: "aal2" }));

/** Ada at the page of an app, whose one act does this. */
async function open(run: () => Promise<ActResult>, operation: Operation = "client.edit") {
  const { toConsolePage } = await import("../request/console-page.server");
  const { requireOperator } = await import("../operator/require-operator.server");
  const { finishSignIn } = await import("../sign-in/finish-sign-in.server");
  const { toActForm } = await import("../forms/form-token.server");
  const { defineAct } = await import("./act-definition");
  const { handleActs } = await import("./handle-acts.server");
  let cookies: string[] = [];
  const act = defineAct({
    operation,
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
      return new Response(null, { status: found.status });
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
      return { ...toActForm(page, operation, ["client_name"]).hidden, client_name: "Shop of mine" };
    },
    /** The form of the page that a waiting act is carried on from. */
    async carryOn(stepUp: string) {
      const { findAct } = await import("./pending-act.server");
      const { toStepUpView } = await import("./step-up-view.server");
      const id = new URLSearchParams(stepUp.split("?")[1]).get("act") ?? "";
      const page = await enter(toRequest("/console/step-up", { cookies }));
      const pending = await findAct(page, id);
      const view = pending && toStepUpView(page, id, pending);
      return { view, hidden: view?.kind === "confirm" ? view.form.hidden : {} };
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

it("keeps what was filled in where nothing came of an act, and carries it on once", async () => {
  let isAway = true;
  const done: string[] = [];
  const { signIn, fill, send, carryOn } = await open(async () => {
    const { OryError } = await import("@/lib/ory/error");
    if (isAway) throw new OryError({ upstream: "hydra", operation: "x", kind: "busy" });
    done.push("done");
    return { next: "/clients" };
  });
  const handle = await signIn("/console", undefined, Date.now() - 700_000);
  const asked = (await send(await fill())) as Response;
  const stepUp = asked.headers.get("location") ?? "";
  await signIn(stepUp, handle);
  const first = await carryOn(stepUp);
  const failed = (await send(first.hidden).catch((error) => error)) as ConsoleProblem;
  expect(failed).toMatchObject({ status: 503, view: { next: expect.stringContaining("is kept") } });
  const [again] = failed.view.links ?? [];
  expect(again?.label).toBe("Carry on with it");
  await expect(send(first.hidden)).rejects.toMatchObject({ status: 410 });

  isAway = false;
  const second = await carryOn(again?.path ?? "");
  expect(second.view?.facts).toEqual([{ label: "Name", value: "Shop of mine" }]);
  expect(((await send(second.hidden)) as Response).headers.get("location")).toContain("done=client.edit");
  await expect(send(second.hidden)).rejects.toMatchObject({ status: 410 });
  expect(done).toEqual(["done"]);
});

describe("a form that makes something", () => {
  const toPath = (answer: FormProblems | Response) =>
    answer instanceof Response && answer.headers.get("location");

  it("C29: makes one where it is sent twice, and leads to it both times; another name another", async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const names: string[] = [];
    const { signIn, fill, send } = await open(async () => {
      names.push("made");
      await begun;
      return { next: `/clients/${names.length}` };
    }, "client.create");
    await signIn("/console");
    const form = await fill();
    const clicks = [send(form), send(form), send(form)];
    begin();
    const answers = await Promise.all(clicks);
    for (const answer of answers) {
      const lines = answer instanceof Response ? answer.headers.getSetCookie() : [];
      expect(lines).toEqual([expect.stringContaining("done=")]);
    }
    const [path, ...others] = answers.map(toPath);
    expect(path).toContain("/clients/1?done=client.create");
    expect(others).toEqual([path, path]);
    expect(toPath(await send({ ...form, client_name: "Another" }))).toContain("/clients/2");
    expect(toPath(await send(await fill()))).toContain("/clients/3");
  });

  it("is carried on once, and the second click sees what came of it", async () => {
    const made: string[] = [];
    const { signIn, fill, send, carryOn } = await open(async () => {
      made.push("made");
      return { receipt: { title: "Made", secrets: [{ label: "Secret", value: "s" }] } };
    }, "client.create");
    const handle = await signIn("/console", undefined, Date.now() - 700_000);
    const form = await fill();
    const [stepUp, again] = (await Promise.all([send(form), send(form)])).map(toPath);
    expect(again).toBe(stepUp);
    await signIn(String(stepUp), handle);
    const { hidden } = await carryOn(String(stepUp));
    const [receipt, same] = (await Promise.all([send(hidden), send(hidden)])).map(toPath);
    expect(receipt).toContain("/receipts/");
    expect([same, made]).toEqual([receipt, ["made"]]);
  });

  it("C29: makes no second one where what came of the first is its answer, which nothing keeps", async () => {
    const { runOnce } = await import("./once.server");
    const form = new URLSearchParams({ form_token: "t", client_name: "Shop" });
    const run = async () => new Response("the secret");
    expect(await (await runOnce(form, run)).text()).toBe("the secret");
    await expect(runOnce(form, run)).rejects.toMatchObject({ status: 409 });
  });

  it("S7: leads nobody to where whoever can write to Redis says that the first click led", async () => {
    const { runOnce } = await import("./once.server");
    const { getStore } = await import("../store/get-store.server");
    const store = await getStore();
    const claim = vi.spyOn(store, "putNew");
    const form = new URLSearchParams({ form_token: "t", client_name: "Shop" });
    const run = async () => new Response(null, { status: 303, headers: { location: "/clients/1" } });
    await runOnce(form, run);
    expect((await runOnce(form, run)).headers.get("location")).toBe("/clients/1");
    const [key = ""] = claim.mock.calls[0] ?? [];
    await store.put(key, "https://evil.example/?done=client.create", 1000);
    await expect(runOnce(form, run)).rejects.toMatchObject({ status: 409 });
  });

  it("may be sent again where it was refused; not where it may have been done", async () => {
    const { ActRefused } = await import("./act-definition");
    const failures: Error[] = [
      new ActRefused("Not so."),
      new ActRefused("Not so either."),
      new TypeError("x"),
    ];
    const { signIn, fill, send } = await open(async () => {
      throw failures.shift();
    }, "client.create");
    await signIn("/console");
    const form = await fill();
    for (const words of ["Not so.", "Not so either."])
      expect(await send(form)).toMatchObject({ form: words });
    await expect(send(form)).rejects.toMatchObject({ status: 500 });
    await expect(send(form)).rejects.toMatchObject({ status: 409, view: { text: /not known/ } });
  });
});

it("C29: an act that may have been done is not kept", async () => {
  const { signIn, fill, send, carryOn } = await open(async () => {
    const { OryError } = await import("@/lib/ory/error");
    const { watchWrites } = await import("./writes.server");
    const write = watchWrites(async () => {
      throw new OryError({ upstream: "hydra", operation: "x", kind: "timeout" });
    });
    await write("http://hydra/admin/x", { method: "PUT" });
    return { next: "/clients" };
  });
  const handle = await signIn("/console", undefined, Date.now() - 700_000);
  const asked = (await send(await fill())) as Response;
  const stepUp = asked.headers.get("location") ?? "";
  await signIn(stepUp, handle);
  const failed = (await send((await carryOn(stepUp)).hidden).catch((error) => error)) as ConsoleProblem;
  expect(failed.status).toBe(502);
  expect(JSON.stringify(failed.view)).not.toContain("step-up");
});
