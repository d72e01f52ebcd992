import { expect, it } from "vitest";
import { SESSION_DETAILS, setConsoleEnvironment, toRequest } from "@/tests/unit/console";

const HOUR_MS = 3_600_000;

it("C5: a form of another site is no use of the console", async () => {
  setConsoleEnvironment({ CONSOLE_OIDC_ISSUER: "https://oauth.example/", CONSOLE_OIDC_ACR_VALUES: "any" });
  const { beginSession, listOperatorSessions } = await import("../session/sessions.server");
  const { answerOperator } = await import("./answer-console.server");
  const { getStore } = await import("../store/get-store.server");
  const since = await (await getStore()).time();
  const begunAt = Date.now() - HOUR_MS / 4;
  const cookies = await beginSession(toRequest("/console"), SESSION_DETAILS, { since, now: begunAt });
  const send = async (headers: Record<string, string>) => {
    const request = toRequest("/console/me", { method: "POST", body: "", cookies, headers });
    const { status } = await answerOperator("/console/me", "home.read", request, async () => new Response());
    const [session] = await listOperatorSessions(SESSION_DETAILS);
    return { status, isUsed: session?.lastSeenAt !== begunAt };
  };
  const sibling = { origin: "https://shop.id.example", "sec-fetch-site": "same-site" };
  expect(await send(sibling)).toEqual({ status: 403, isUsed: false });
  expect(await send({})).toEqual({ status: 200, isUsed: true });
});
