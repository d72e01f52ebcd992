/** What pages cost: the calls to a real Kratos, counted by a proxy in between, once the process is warm. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createPerson, signIn } from "../support/people";
import { expect, test } from "../support/test";

const calls: string[] = [];
let kratos = "";

/** Passes requests on to Kratos and writes down their paths. */
const proxy = createServer(async (request, response) => {
  calls.push(`${request.method} ${new URL(request.url ?? "/", "http://localhost").pathname}`);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
  const answer = await fetch(kratos + request.url, {
    method: request.method,
    headers: headers as Record<string, string>,
    body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
    redirect: "manual",
  });
  const body = Buffer.from(await answer.arrayBuffer());
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (!["set-cookie", "content-encoding", "content-length", "transfer-encoding"].includes(name))
      response.setHeader(name, value);
  }
  response.setHeader("set-cookie", answer.headers.getSetCookie());
  response.end(body);
});

test.use({
  stackOptions: {
    foyerEnv: async (urls) => {
      kratos = urls.kratosPublic;
      await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
      return { KRATOS_PUBLIC_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    },
  },
});

test.afterAll(() => {
  proxy.closeAllConnections();
  proxy.close();
});

test("a login or registration page costs one call, settings one, the overview two", async ({
  page,
  stack,
}) => {
  const count = async (path: string) => {
    calls.length = 0;
    await page.goto(path);
    return calls.filter((call) => !call.endsWith("webauthn.js"));
  };
  for (const path of ["/login", "/registration", "/recovery"]) await page.goto(path);
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
