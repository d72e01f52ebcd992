import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { readResumeAddress, readWaitingChange } from "@/lib/self-service/page/waiting-change.server";
import { PROPERTY_TIMEOUT_MS, setEnvironment } from "@/tests/unit/environment";
import { carryChange, followChange } from "./carry-change";
import { parseFlowForm } from "./form/relay-body";

const FORM = "application/x-www-form-urlencoded";
const HERE = "https://id.example/auth";
const RESUME = `${HERE}/self-service/settings?flow=f`;
const ASKED = `${HERE}/self-service/login/browser?${new URLSearchParams({ refresh: "true", return_to: RESUME })}`;
const SESSION = "ory_kratos_session=new; Path=/; HttpOnly";
const KRATOS = "csrf_token_a=c; ory_kratos_continuity=k; ory_kratos_session=s";
const WITHHELD = "csrf_token_a=c; ory_kratos_session=s";

/** A browser that keeps our cookie. */
function toBrowser() {
  let cookie = "";
  const make = (method: string, path: string, form?: string) =>
    new Request(`http://inner.invalid${path}`, {
      method,
      body: form,
      headers: { cookie, "content-type": FORM },
    });
  const keep = (lines: string[]) => {
    for (const line of lines.filter((one) => one.startsWith("__Host-foyer-change="))) {
      cookie = line.includes("Max-Age=0") ? "" : (line.split(";", 1)[0] ?? "");
    }
  };
  return {
    /** What Kratos would get, or where the browser is sent in its place. */
    async asks(method: string, path: string) {
      return carryChange(make(method, path), KRATOS);
    },
    /** Kratos answers with a redirect. */
    async isAnswered(
      method: string,
      path: string,
      location: string,
      { form = "", setCookies = [] as string[] },
    ) {
      const request = make(method, path, method === "POST" ? form : undefined);
      const carried = await carryChange(request, KRATOS);
      if (carried.kind === "confirm") throw new Error("Kratos was not asked.");
      const written = method === "POST" ? parseFlowForm(FORM, new TextEncoder().encode(form)) : undefined;
      const answer = await followChange(request, { carried, form: written, location, setCookies });
      keep(answer.setCookies);
      return answer;
    },
    waiting: () => readWaitingChange(make("GET", "/login")),
  };
}

type Browser = ReturnType<typeof toBrowser>;

/** Sends a settings form too late. @returns the path to which Kratos will lead back */
async function sendTooLate(
  browser: Browser,
  { form = "method=password&password=x", flow = "f" } = {},
): Promise<string> {
  const path = `/self-service/settings?flow=${flow}`;
  const asked = ASKED.replace("flow%3Df", `flow%3D${flow}`);
  const { location } = await browser.isAnswered("POST", path, asked, { form });
  const resume = new URL(location ?? "").searchParams.get("return_to") ?? "";
  expect(resume).toMatch(/^https:\/\/id\.example\/auth\/self-service\/settings\?flow=[fg]&change=[\w-]{12}$/);
  return resume.slice(HERE.length);
}

const signIn = (
  browser: Browser,
  resume: string,
  setCookies = [SESSION],
  path = "/self-service/login?flow=l",
) => browser.isAnswered(path.includes("callback") ? "GET" : "POST", path, HERE + resume, { setCookies });

beforeEach(() => setEnvironment({ FOYER_PUBLIC_URL: HERE }));

describe("where a change of settings leads", () => {
  it.each([
    ["lookup_secret_regenerate=true", "f", "#settings-lookup_secret"],
    ["lookup_secret_reveal=true", "f", "#settings-lookup_secret"],
    ["lookup_secret_reveal=true", "a-flow-that-takes-its-place", ""],
    ["lookup_secret_confirm=true", "f", ""],
    ["method=password&password=x", "f", ""],
  ])(
    "is to the codes that are shown, and to the page's beginning otherwise: %s",
    async (form, flow, place) => {
      const location = `${HERE}/settings?flow=${flow}`;
      const answer = await toBrowser().isAnswered("POST", "/self-service/settings?flow=f", location, {
        form,
      });
      expect(answer.location).toBe(location + place);
    },
  );

  it("is to the codes as well where a sign-in was asked for in between", async () => {
    const browser = toBrowser();
    const resume = await sendTooLate(browser, { form: "lookup_secret_reveal=true" });
    await signIn(browser, resume);
    const answer = await browser.isAnswered("GET", resume, `${HERE}/settings?flow=f`, {});
    expect(answer.location).toBe(`${HERE}/settings?flow=f#settings-lookup_secret`);
  });
});

describe("a change that waits for a sign-in (A5)", () => {
  it("A5: no settings form takes along what Kratos keeps of an earlier one", async () => {
    const browser = toBrowser();
    const asked = await browser.asks("POST", "/self-service/settings?flow=f");
    expect(asked).toEqual({ kind: "pass", kratosCookie: WITHHELD });
    await signIn(browser, await sendTooLate(browser));
    expect(await browser.asks("POST", "/self-service/settings?flow=f")).toMatchObject({
      kratosCookie: WITHHELD,
    });
  });

  it("goes on once somebody has signed in on the page that named it, by a form or at a provider", async () => {
    for (const path of [
      "/self-service/login?flow=l",
      "/self-service/methods/oidc/callback/acme?state=s&code=c",
      "/self-service/methods/oidc/callback?state=s&code=c",
    ]) {
      const browser = toBrowser();
      const resume = await sendTooLate(browser);
      await signIn(browser, resume, [SESSION], path);
      expect(await browser.asks("GET", resume)).toMatchObject({ kind: "pass", kratosCookie: KRATOS });
      await browser.isAnswered("GET", resume, `${HERE}/settings?flow=f`, {});
      expect(await browser.waiting()).toBeUndefined();
      expect(await browser.asks("GET", resume)).toMatchObject({ kratosCookie: WITHHELD });
    }
  });

  it("A5: is asked about when its address is opened before that", async () => {
    const browser = toBrowser();
    const resume = await sendTooLate(browser);
    const asked = await browser.asks("GET", resume);
    if (asked.kind !== "confirm") throw new Error("It went on.");
    const { origin, pathname, searchParams } = new URL(asked.href);
    expect(origin + pathname).toBe(`${HERE}/self-service/login/browser`);
    expect(Object.fromEntries(searchParams)).toEqual({ refresh: "true", return_to: HERE + resume });
  });

  it("A5: is not confirmed by an answer of Kratos' with which no session begins", async () => {
    const browser = toBrowser();
    const resume = await sendTooLate(browser);
    await signIn(browser, resume, []);
    await signIn(browser, resume, ["ory_kratos_session=; Path=/; Max-Age=0", "csrf_token_a=n"]);
    await browser.isAnswered("GET", "/self-service/login/browser", HERE + resume, { setCookies: [SESSION] });
    await browser.isAnswered("POST", "/self-service/registration?flow=r", HERE + resume, {
      setCookies: [SESSION],
    });
    expect((await browser.waiting())?.isConfirmed).toBe(false);
    expect((await browser.asks("GET", resume)).kind).toBe("confirm");
  });

  it("A5: is not confirmed by a sign-in that leads elsewhere, or to an earlier change", async () => {
    const browser = toBrowser();
    const earlier = await sendTooLate(browser);
    const resume = await sendTooLate(browser, { form: "method=profile&traits.email=a" });
    await signIn(browser, "/account");
    await signIn(browser, earlier);
    await signIn(browser, "/self-service/settings?flow=f");
    expect(await browser.waiting()).toMatchObject({ kind: "profile", isConfirmed: false });
    expect(await browser.asks("GET", earlier)).toEqual({ kind: "pass", kratosCookie: WITHHELD });
    await signIn(browser, resume);
    expect(await browser.asks("GET", resume)).toMatchObject({ kratosCookie: KRATOS });
    expect(await browser.asks("GET", earlier)).toMatchObject({ kratosCookie: WITHHELD });
  });

  it("A5: is dropped by any settings form that is sent later, and by a new settings page", async () => {
    for (const [method, path] of [
      ["POST", "/self-service/settings?flow=other"],
      ["GET", "/self-service/settings/browser"],
    ] as const) {
      const browser = toBrowser();
      const resume = await sendTooLate(browser);
      await signIn(browser, resume);
      await browser.isAnswered(method, path, `${HERE}/settings?flow=other`, {});
      expect(await browser.waiting()).toBeUndefined();
      expect(await browser.asks("GET", resume)).toEqual({ kind: "pass", kratosCookie: WITHHELD });
    }
  });

  it("waits again, still under its name, when the sign-in was too long ago already", async () => {
    const browser = toBrowser();
    const resume = await sendTooLate(browser);
    await signIn(browser, resume);
    const { location } = await browser.isAnswered("GET", resume, ASKED, {});
    expect(location).not.toBe(ASKED);
    expect(await browser.waiting()).toMatchObject({ flow: "f", kind: "password", isConfirmed: false });
  });

  it("is no other redirect of Kratos', which travels as it is", async () => {
    for (const location of [
      `${HERE}/self-service/login/browser?aal=aal2&return_to=${encodeURIComponent(RESUME)}`,
      `${HERE}/self-service/login/browser?refresh=true&return_to=${encodeURIComponent(`${HERE}/account`)}`,
      ASKED.replace("id.example", "evil.example"),
      "/settings?flow=f",
      "not an address",
    ]) {
      const browser = toBrowser();
      const answer = await browser.isAnswered("POST", "/self-service/settings?flow=f", location, {});
      expect(answer).toEqual({ location, setCookies: [] });
    }
  });

  it("everything else that is asked of Kratos keeps its cookies", async () => {
    for (const path of [
      "/self-service/login?flow=f",
      "/self-service/settings/browser",
      "/self-service/methods/oidc/callback/acme?state=s",
    ]) {
      expect(await toBrowser().asks("GET", path)).toEqual({ kind: "pass", kratosCookie: KRATOS });
    }
  });
});

/** What happens in a browser, in any order: forms, sign-ins on the pages of each change, new settings pages. */
const EVENT = fc.oneof(
  fc.record({ kind: fc.constant("send"), of: fc.constantFrom("f", "g") }),
  fc.record({ kind: fc.constantFrom("sign in", "open", "resume"), of: fc.nat(3) }),
  fc.record({ kind: fc.constantFrom("save", "new page", "sign in elsewhere"), of: fc.constant(0) }),
);

it("A5: in any order, what goes on is the newest change, confirmed under its name", {
  timeout: PROPERTY_TIMEOUT_MS,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(EVENT, { maxLength: 8 }), async (events) => {
      const browser = toBrowser();
      const sent: string[] = [];
      let waiting: { resume: string; isConfirmed: boolean } | undefined;
      for (const { kind, of } of events) {
        const resume = sent[Number(of)] ?? "/self-service/settings?flow=f";
        const isNewest = waiting?.resume === resume;
        if (kind === "send") {
          sent.push(await sendTooLate(browser, { flow: String(of) }));
          waiting = { resume: sent.at(-1) ?? "", isConfirmed: false };
        } else if (kind === "sign in") {
          await signIn(browser, resume);
          if (waiting && isNewest) waiting.isConfirmed = true;
        } else if (kind === "sign in elsewhere") {
          await signIn(browser, "/sessions");
        } else if (kind === "save" || kind === "new page") {
          const [method, path] = kind === "save" ? ["POST", "?flow=f"] : ["GET", "/browser"];
          await browser.isAnswered(method, `/self-service/settings${path}`, `${HERE}/settings?flow=f`, {});
          waiting = undefined;
        } else {
          const asked = await browser.asks("GET", resume);
          const goesOn = asked.kind === "pass" && asked.kratosCookie === KRATOS;
          expect(goesOn).toBe(isNewest && waiting?.isConfirmed === true);
          if (kind === "resume" && asked.kind === "pass") {
            await browser.isAnswered("GET", resume, `${HERE}/settings?flow=f`, {});
            if (goesOn) waiting = undefined;
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

it("A5: only an address of our own settings endpoint names a change", () => {
  expect(readResumeAddress(`${RESUME}&change=c`)).toEqual({ flow: "f", id: "c" });
  for (const address of [
    RESUME.replace("id.example", "evil.example"),
    RESUME.replace("/auth", ""),
    RESUME.replace("settings?", "settings/browser?"),
    `${HERE}/self-service/settings`,
    "",
  ]) {
    expect(readResumeAddress(address), address).toBeUndefined();
  }
});
