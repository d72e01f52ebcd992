import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { UpstreamAnswer, UpstreamRequest } from "@/lib/ory/transport";
import { setEnvironment } from "@/tests/unit/environment";

beforeEach(() => {
  setEnvironment();
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** What is under way is the process's: each test has a flow of its own. */
const toForm = (kind = "recovery", flow: string = randomUUID()): UpstreamRequest => ({
  upstream: "kratos",
  operation: "relay",
  method: "POST",
  url: `http://kratos.internal:4433/self-service/${kind}?flow=${flow}`,
  headers: { cookie: "csrf_token=a" },
  body: new TextEncoder().encode("code=123456&method=code"),
});

const toAnswer = (headers: UpstreamAnswer["headers"], body = ""): UpstreamAnswer => ({
  status: 303,
  headers,
  body: Buffer.from(body),
});

const DONE = toAnswer({ location: "/settings?flow=s", "set-cookie": "ory_kratos_session=s" });

/** Sends the form twice, the second time `laterMs` after the first had its answer. */
async function sendTwice(answer: UpstreamAnswer, laterMs: number, form = toForm()) {
  const { sendOnce } = await import("./send-once");
  const send = vi.fn(async () => answer);
  await sendOnce(form, send);
  await vi.advanceTimersByTimeAsync(laterMs);
  const again = await sendOnce(form, send);
  return { again, sent: send.mock.calls.length };
}

it("P21: a form that is sent again while the first's answer is on its way gets that answer", async () => {
  expect(await sendTwice(DONE, 4000)).toEqual({ again: { answer: DONE, isShared: true }, sent: 1 });
});

it("P21: once an answer must have come, the same form is another one", async () => {
  expect(await sendTwice(DONE, 6000)).toMatchObject({ again: { isShared: false }, sent: 2 });
});

it.each([
  ["leads to the page of a fault", toAnswer({ location: "https://id.example/auth/error?id=e" })],
  ["leads nowhere", toAnswer({}, "{}")],
  ["is large", toAnswer({ location: "/settings?flow=s" }, "a".repeat(5000))],
  [
    "leads to a provider",
    toAnswer({ location: "https://idp.example/?state=s", "set-cookie": "ory_kratos_continuity=c; Path=/" }),
  ],
])("P21: an answer that %s is for whoever waits for it alone", async (_what, answer) => {
  expect(await sendTwice(answer, 0)).toMatchObject({ again: { isShared: false }, sent: 2 });
});

it.each([
  ["a step of several is sent anew", "registration", {}, 2],
  ["what has been saved is not", "settings", { "set-cookie": "ory_kratos_session=s" }, 1],
  ["a mail is sent anew", "recovery", {}, 2],
])("P21: where the form's own flow is shown again, %s", async (_what, kind, headers, sent) => {
  const flow = randomUUID();
  const answer = toAnswer({ ...headers, location: `https://id.example/auth/${kind}?flow=${flow}` });
  expect(await sendTwice(answer, 0, toForm(kind, flow))).toMatchObject({ sent });
});

it("P21: a mail's link that is opened again may be in anybody's browser", async () => {
  const link = { ...toForm(), headers: { cookie: "foyer_language=de" } };
  expect(await sendTwice(DONE, 0, link)).toMatchObject({ again: { isShared: false }, sent: 2 });
});

it("P21: a form that failed is sent anew", async () => {
  const { sendOnce } = await import("./send-once");
  const fail = vi.fn(async () => Promise.reject(new Error("away")));
  const form = toForm();
  await expect(sendOnce(form, fail)).rejects.toThrow("away");
  expect(await sendOnce(form, async () => DONE)).toMatchObject({ isShared: false });
});
