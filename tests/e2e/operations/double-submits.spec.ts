/** A form that is sent twice while Kratos works on it, and reaches two instances that share a Redis. */

import { Redis } from "ioredis";
import { startFoyer } from "../../../stack/more-foyers.mjs";
import { startRedis } from "../../../stack/redis.mjs";
import { newPerson } from "../../support/people";
import { expect, test } from "../../support/test";
import { startWebHook, type WebHook } from "../../support/traits/web-hook";
import { toBody, UserAgent } from "../../support/user-agent.mjs";

let hook: WebHook | undefined;

test.use({
  stackOptions: {
    parts: ["mail", "kratos"],
    demoAccounts: [],
    async kratos() {
      hook = await startWebHook();
      const config = { url: hook.url, method: "POST", body: "base64://ZnVuY3Rpb24oY3R4KSB7fQ==" };
      const hooks = [{ hook: "web_hook", config }, { hook: "session" }];
      return { selfservice: { flows: { registration: { after: { password: { hooks } } } } } };
    },
  },
});

test("P21: a form that reaches two instances at once reaches Kratos once, and both answer it", async ({
  stack,
}) => {
  const redis = await startRedis();
  const shared = new Redis(redis.url);
  const env = { FOYER_REDIS_URL: redis.url };
  const instances = await Promise.all([startFoyer(stack, env), startFoyer(stack, env)]);
  const [first, second] = instances.map(({ url }) => url);
  try {
    const at = (url: string, instance = first) => url.replace(stack.urls.foyer, instance ?? "");
    const agent = new UserAgent();
    const person = newPerson();
    const send = (action: string, body: URLSearchParams, instance?: string) =>
      agent.fetch(at(action, instance), {
        method: "POST",
        body,
        headers: { origin: stack.urls.foyer, accept: "text/html", "sec-fetch-site": "same-origin" },
      });
    const open = async (path: string) => (await agent.open(at(`${stack.urls.foyer}${path}`))).forms;
    const toForm = (forms: Awaited<ReturnType<typeof open>>) => {
      const form = forms.find(({ testId }) => testId === "registration-flow");
      if (!form) throw new Error("There is no form to register by.");
      return form;
    };

    const profile = toForm(await open("/registration"));
    const traits = {
      "traits.email": person.email,
      "traits.name.first": person.firstName,
      method: "profile",
    };
    const next = await send(profile.action, toBody(profile, { fill: traits }));
    const { pathname, search } = new URL(next.headers.get("location") ?? "");
    const credentials = toForm(await open(pathname + search));
    const body = toBody(credentials, { fill: { password: person.password, method: "password" } });

    hook?.hold();
    const cookies = agent.jar.header(new URL(first ?? ""));
    const both = [first, second].map((instance) =>
      fetch(at(credentials.action, instance), {
        method: "POST",
        redirect: "manual",
        body,
        headers: {
          cookie: cookies ?? "",
          origin: stack.urls.foyer,
          accept: "text/html",
          "sec-fetch-site": "same-origin",
        },
      }),
    );
    await expect.poll(() => hook?.asked).toBe(1);
    await expect.poll(async () => (await shared.keys("foyer:answer:*:awaited")).length).toBe(1);
    hook?.release();
    const answers = await Promise.all(both);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const [one, other] = answers.map(({ headers }) => [
      headers.get("location"),
      headers.getSetCookie().filter((cookie) => cookie.startsWith("ory_kratos_session=")),
    ]);
    expect(one).toEqual(other);
    expect(one?.[1]).toHaveLength(1);
    expect(hook?.asked).toBe(1);
  } finally {
    await Promise.all(instances.map(({ stop }) => stop()));
    shared.disconnect();
    await redis.stop();
  }
});
