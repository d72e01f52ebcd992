/** What the matrix does not show: writes, whoami, logout, load, memory, and answers that get lost. */

import { readFile } from "node:fs/promises";
import { expect, test } from "../support/fault-test";
import { readLog } from "../support/foyer-log";
import { allow, sendPassword, signInAt } from "../support/journey.mjs";
import { createPerson } from "../support/people";
import { isRemembered, isSignedIn, signedInAtApp, waitForNotices } from "../support/sign-out";
import { UserAgent } from "../support/user-agent.mjs";
import { finishAtApp, openScene } from "./pages";

const isAccept = ({ method }: { method: string }) => method === "PUT";
const CONSENT_ACCEPT = /\/requests\/consent\/accept\?/;
const LOGIN_ACCEPT = /\/requests\/login\/accept\?/;

for (const fault of [
  { name: "answers 500", fault: { kind: "status", status: 500 }, status: 503 },
  { name: "resets", fault: { kind: "reset" }, status: 503 },
  { name: "takes 30 s", fault: { kind: "slow", ms: 30_000 }, status: 503 },
  { name: "answers garbage", fault: { kind: "garbage" }, status: 502 },
] as const) {
  test(`O7: Hydra ${fault.name} at a consent's accept: asked once, Allow again ends at the app`, async ({
    stack,
    faults,
  }) => {
    const scene = await openScene(stack);
    faults.hydra.break(fault.fault, isAccept);
    const answer = await allow(scene.signedIn, scene.consent);
    expect(answer.status).toBe(fault.status);
    expect(answer.text).toContain("You are not signed out");
    expect(faults.hydra.count("PUT", CONSENT_ACCEPT), "a write is never repeated").toBe(1);

    faults.hydra.heal();
    const end = await finishAtApp(scene);
    expect(end.url.href).toBe(`${stack.urls.relyingParty}/`);
    expect(end.text).toContain(scene.person.email);
  });
}

test("O7: an accept whose answer was lost is not repeated; Allow again ends at the app", async ({
  stack,
  faults,
}) => {
  const scene = await openScene(stack);
  faults.hydra.break({ kind: "lost" }, isAccept);
  const answer = await allow(scene.signedIn, scene.consent);
  expect(answer.status).toBe(503);
  expect(faults.hydra.count("PUT", CONSENT_ACCEPT)).toBe(1);
  expect(answer.html, "the way back is to the question").toContain("/consent?consent_challenge=");

  faults.hydra.heal();
  const end = await finishAtApp(scene);
  expect(end.url.href).toBe(`${stack.urls.relyingParty}/`);
  expect(end.text).toContain(scene.person.email);
});

test("O7: a login accept whose answer was lost is repeated by nothing but opening its page anew", async ({
  stack,
  faults,
}) => {
  const agent = new UserAgent();
  await signInAt(agent, stack.urls.foyer, await createPerson(stack));
  faults.hydra.break({ kind: "lost" }, isAccept);
  const answer = await agent.open(`${stack.urls.relyingParty}/login?client=demo-app`);
  expect(answer.status).toBe(503);
  expect(faults.hydra.count("PUT", LOGIN_ACCEPT)).toBe(1);

  faults.hydra.heal();
  const again = await agent.open(answer.url);
  expect(again.url.pathname).toBe("/consent");
  expect(again.status).toBe(200);
});

test("a read that failed is asked once more, and only once", async ({ stack, faults }) => {
  faults.kratos.break({ kind: "status", status: 500 });
  const page = await new UserAgent().send(`${stack.urls.foyer}/login`);
  expect(page.status).toBe(503);
  expect(faults.kratos.count("GET", /^\/self-service\/login\/browser/)).toBe(2);
});

test("a busy or slow server is not asked again", async ({ stack, faults }) => {
  faults.kratos.break({ kind: "status", status: 429, headers: { "retry-after": "3" } });
  await new UserAgent().send(`${stack.urls.foyer}/login`);
  faults.kratos.break({ kind: "slow", ms: 30_000 });
  await new UserAgent().send(`${stack.urls.foyer}/login`);
  expect(faults.kratos.count("GET", /^\/self-service\/login\/browser/)).toBe(2);
});

test("whoami 500 is not signed out: no way to the login, no password asked, no cookie dropped", async ({
  stack,
  faults,
}) => {
  const scene = await openScene(stack);
  faults.kratos.break({ kind: "status", status: 500 }, ({ path }) => path.startsWith("/sessions/whoami"));
  for (const address of [`${scene.foyer}/account`, `${scene.foyer}/sessions`, scene.consent.url]) {
    const page = await scene.signedIn.send(address);
    expect(page.status).toBe(503);
    expect(page.headers.get("location")).toBeNull();
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(page.html).not.toContain('type="password"');
  }
});

test("when Hydra is down, the account works and OAuth2 pages answer 503", async ({ stack, faults }) => {
  const scene = await openScene(stack);
  await faults.hydra.refuse();
  for (const path of ["/account", "/sessions", "/settings"]) {
    expect((await scene.signedIn.send(scene.foyer + path)).status, path).toBe(200);
  }
  expect((await scene.signedIn.send(`${scene.foyer}/account/apps`)).status).toBe(503);
  expect((await scene.signedIn.send(scene.consent.url)).status).toBe(503);
  const agent = new UserAgent();
  await signInAt(agent, scene.foyer, await createPerson(stack));
  await faults.hydra.accept();
});

test("when Kratos fails while a password is sent, the page leads back, the challenge is kept", async ({
  stack,
  faults,
}) => {
  const scene = await openScene(stack);
  faults.kratos.break({ kind: "reset" });
  const failed = await sendPassword(scene.stranger, scene.challenged, scene.person);
  expect(failed.status).toBe(503);
  expect(failed.html, "a way back to the form").toContain("/login?login_challenge=");
  faults.kratos.heal();
  const end = await scene.stranger.follow(await sendPassword(scene.stranger, scene.challenged, scene.person));
  expect(end.url.pathname).toBe("/consent");
});

test("O20: a sign-in form that is sent again after it worked still ends at the app", async ({ stack }) => {
  const scene = await openScene(stack);
  const first = await sendPassword(scene.stranger, scene.challenged, scene.person);
  expect(first.status).toBe(303);
  const again = await scene.stranger.follow(
    await sendPassword(scene.stranger, scene.challenged, scene.person),
  );
  expect(again.url.pathname).toBe("/consent");
});

test("O16: a sign-out that Kratos could not do says so, and works when asked again", async ({
  stack,
  faults,
}) => {
  const agent = new UserAgent();
  await signInAt(agent, stack.urls.foyer, await createPerson(stack));
  const page = await agent.open(`${stack.urls.foyer}/logout`);
  faults.kratos.break({ kind: "status", status: 500 });
  const failed = await agent.press(page, "logout-accept");
  expect(failed.status).toBe(503);
  expect(agent.jar.names(), "still signed in").toContain("ory_kratos_session");

  faults.kratos.heal();
  const done = await agent.submit(page, "logout-accept");
  expect(done.url.pathname).toBe("/logout");
  expect(agent.jar.names()).not.toContain("ory_kratos_session");
});

test("O16: a sign-out that Hydra is away for ends the session, and its page tries Hydra again", async ({
  stack,
  faults,
}) => {
  const { agent, client, person, sid } = await signedInAtApp(stack);
  const page = await agent.open(`${stack.urls.foyer}/account`);
  faults.hydra.break({ kind: "status", status: 500 });
  const half = await agent.click(page, "logout-link");
  expect([half.status, half.has("signed-out")]).toEqual([200, true]);
  expect(half.text).toContain(person.email);
  expect(half.text).toContain("Apps that you opened with the account may stay open");
  expect(await isSignedIn(stack, agent)).toBe(false);

  const unfinished = (await readLog(stack)).filter(({ event }) => event === "sign-out-unfinished");
  expect(unfinished).toMatchObject([{ level: "warn", message: expect.stringContaining("hydra") }]);

  const still = await agent.open(half.url);
  expect(still.text).toContain("Apps that you opened with the account may stay open");
  faults.hydra.heal();
  await agent.open(half.url);
  await waitForNotices(stack, sid, "back");
  expect(await isRemembered(client, agent)).toBe(false);
});

test("200 requests to a server that hangs end together, the pool is bounded, alive answers", async ({
  stack,
  faults,
}) => {
  faults.kratos.break({ kind: "slow", ms: 30_000 });
  const begun = performance.now();
  const hanging = Array.from({ length: 200 }, () => new UserAgent().send(`${stack.urls.foyer}/login`));
  await expect.poll(() => faults.kratos.seen.length).toBeGreaterThanOrEqual(64);
  const times: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const asked = performance.now();
    expect((await fetch(`${stack.urls.foyer}/health/alive`)).status).toBe(200);
    times.push(performance.now() - asked);
  }
  const pages = await Promise.all(hanging);
  expect(times.toSorted((left, right) => left - right)[10], "median, in ms").toBeLessThan(100);
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([503]));
  expect(performance.now() - begun, "ms; in the pool one after another it would be 16 s").toBeLessThan(
    15_000,
  );
  expect(faults.kratos.peak, "connections at a time").toBeLessThanOrEqual(64);

  faults.kratos.heal();
  expect((await new UserAgent().send(`${stack.urls.foyer}/login`)).status).toBe(200);
});

test("P16: forty answers of 50 MB are cut off at 1 MB each: memory stays bounded", async ({
  stack,
  faults,
}) => {
  const pid = stack.pids().foyer;
  const ask = () =>
    Promise.all(Array.from({ length: 20 }, () => new UserAgent().send(`${stack.urls.foyer}/login`)));
  faults.kratos.break({ kind: "huge", bytes: 50_000_000 });
  await ask();
  const before = await readPeakMemory(pid);
  const pages = await ask();
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([502]));
  expect((await readPeakMemory(pid)) - before, "MB more at the peak").toBeLessThan(100);
});

/** High-water mark of a process' resident memory, in megabytes. */
async function readPeakMemory(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kilobytes = status.match(/^VmHWM:\s+(\d+) kB$/m)?.[1];
  if (!kilobytes) throw new Error(`No peak of process ${pid}: ${status.slice(0, 200)}`);
  return Number(kilobytes) / 1024;
}
