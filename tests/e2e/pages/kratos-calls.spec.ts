/** What pages cost: the calls to a real Kratos, counted by a proxy in between. */

import { startCountingProxy } from "../../../bench/counting-proxy.mjs";
import { createPerson, signIn } from "../../support/people";
import { expect, test } from "../../support/test";

/** Which flows are switched on: asked for by pages once in ten seconds, whoever opens them. */
const SWITCHES = /^GET \/self-service\/(registration|recovery|verification)\/flows$/;

let proxy: Awaited<ReturnType<typeof startCountingProxy>>;

test.use({
  stackOptions: {
    foyerEnv: async (urls) => {
      proxy = await startCountingProxy(urls.kratosPublic);
      return { KRATOS_PUBLIC_URL: proxy.url };
    },
  },
});

test.afterAll(() => proxy.close());

test("a login or registration page costs one call, settings one, the overview two", async ({
  page,
  stack,
}) => {
  const count = async (path: string) => {
    proxy.calls.length = 0;
    await page.goto(path);
    return proxy.calls.filter((call) => !call.endsWith("webauthn.js") && !SWITCHES.test(call));
  };
  // Known from the start on, which may have been before Kratos' own.
  await expect.poll(() => count("/login")).toEqual(["GET /self-service/login/browser"]);
  expect(await count("/login")).toEqual(["GET /self-service/login/browser"]);
  expect(await count(page.url())).toEqual(["GET /self-service/login/flows"]);
  expect(await count("/registration")).toEqual(["GET /self-service/registration/browser"]);
  expect(await count("/recovery")).toEqual(["GET /self-service/recovery/browser"]);
  await signIn(page, await createPerson(stack));
  await page.goto("/account");
  expect(await count("/settings")).toEqual(["GET /self-service/settings/browser"]);
  expect((await count("/account")).sort()).toEqual([
    "GET /self-service/settings/browser",
    "GET /sessions/whoami",
  ]);
});
