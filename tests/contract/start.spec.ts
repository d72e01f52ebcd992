/** With which environment Foyer starts, what it refuses, and what it learns from Kratos by itself. */

import { expect, test } from "@playwright/test";
import { COOKIE_SECRET, type FoyerEnv, runFoyer, startFoyer } from "../support/foyer";
import { fetchRaw } from "../support/raw-http";
import { toFlow } from "../support/stub-kratos";
import { type Answer, json, redirect, startStubUpstream } from "../support/stub-upstream";

const EXIT_CONFIGURATION = 78;

const SAFE: FoyerEnv = {
  FOYER_PUBLIC_URL: "https://accounts.example",
  KRATOS_PUBLIC_URL: "http://kratos.invalid:4433",
  COOKIE_SECRET,
};

const REFUSED: Readonly<Record<string, [env: FoyerEnv, reason: RegExp]>> = {
  "no secret": [{ COOKIE_SECRET: "" }, /COOKIE_SECRET: is missing.*openssl/],
  "a short secret among long ones": [
    { COOKIE_SECRET: `${COOKIE_SECRET},short` },
    /COOKIE_SECRET: is too weak/,
  ],
  "an admin API at the public address": [
    { KRATOS_ADMIN_URL: "http://kratos.invalid:4433/admin" },
    /KRATOS_ADMIN_URL: is the same address as KRATOS_PUBLIC_URL/,
  ],
  "plain http for the public": [
    { FOYER_PUBLIC_URL: "http://accounts.example" },
    /FOYER_PUBLIC_URL: must be https/,
  ],
  "several mistakes at once": [
    { KRATOS_PUBLIC_URL: "", COOKIE_SECRET: "a".repeat(40), FOYER_TRUSTED_PROXY_HOPS: "" },
    /KRATOS_PUBLIC_URL: is missing[\s\S]*COOKIE_SECRET: is too weak/,
  ],
};

for (const [name, [env, reason]] of Object.entries(REFUSED)) {
  test(`S2: Foyer does not start with ${name}, and says why without showing a secret`, async () => {
    const { exitCode, stderr } = await runFoyer({ ...SAFE, ...env });
    expect(exitCode).toBe(EXIT_CONFIGURATION);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toContain(COOKIE_SECRET);
  });
}

test("S2: a Foyer whose port is taken ends with a failure's status, and says why", async () => {
  const kratos = await startStubUpstream(json(404, {}));
  const { port } = new URL(kratos.url);
  const { exitCode, stderr } = await runFoyer({ ...SAFE, KRATOS_PUBLIC_URL: kratos.url, PORT: port });
  await kratos.stop();
  expect(exitCode).toBe(1);
  expect(stderr).toContain("EADDRINUSE");
});

/** A Kratos that is configured for a UI at this address, and for browsers to meet it there or elsewhere. */
const toStubKratos =
  (uiUrl: () => string, browserUrl: () => string): Answer =>
  (request, response) => {
    const isJson = request.headers.accept?.includes("json");
    const answer = isJson ? json(200, toFlow("login", browserUrl())) : redirect(`${uiUrl()}?flow=f`);
    return answer(request, response);
  };

test("somebody who runs Ory's reference UI changes the image and nothing else: same origin", async () => {
  let url = "";
  const kratos = await startStubUpstream(
    toStubKratos(
      () => `${url}/login`,
      () => url,
    ),
  );
  const foyer = await startFoyer((own) => {
    url = own;
    return {
      FOYER_PUBLIC_URL: "",
      KRATOS_PUBLIC_URL: `${kratos.url}/`,
      CSRF_COOKIE_NAME: "__Host-csrf",
      CSRF_COOKIE_SECRET: "unused",
      DANGEROUSLY_DISABLE_SECURE_CSRF_COOKIES: "true",
      REMEMBER_CONSENT_SESSION_FOR_SECONDS: "3600",
      TRUSTED_CLIENT_IDS: "a,b",
      PROJECT_NAME: "Acme",
    };
  });
  try {
    const page = await fetchRaw(foyer.port, "/login");
    expect(page.status).toBe(200);
    expect(page.body).toContain("Acme");
    expect(page.body).toContain(`action="${foyer.url}/self-service/login?flow=`);
    expect((await fetchRaw(foyer.port, "/self-service/login/browser")).status, "the relay is on").toBe(303);
    const log = await foyer.log();
    expect(log).toContain("addresses-learnt");
    for (const variable of ["CSRF_COOKIE_NAME", "DANGEROUSLY_DISABLE_SECURE_CSRF_COOKIES"]) {
      expect(log).toContain(`"variable":"${variable}"`);
    }
    expect(log).not.toContain("unused");
  } finally {
    await foyer.stop();
    await kratos.stop();
  }
});

test("who runs Ory's reference UI changes the image alone: Kratos beside it, a base path", async () => {
  const kratosBrowserUrl = "http://localhost:4433";
  let url = "";
  const kratos = await startStubUpstream(
    toStubKratos(
      () => `${url}/auth/login`,
      () => kratosBrowserUrl,
    ),
  );
  const foyer = await startFoyer(
    (own) => {
      url = own;
      return { FOYER_PUBLIC_URL: "", KRATOS_PUBLIC_URL: kratos.url };
    },
    { basePath: "/auth" },
  );
  try {
    const start = await fetchRaw(
      foyer.port,
      "/auth/login?return_to=https%3A%2F%2Fapp.example%2F&refresh=true",
    );
    expect(start.status).toBe(303);
    expect(start.headers.location).toBe(
      `${kratosBrowserUrl}/self-service/login/browser?return_to=https%3A%2F%2Fapp.example%2F&refresh=true`,
    );
    const policy = String(start.headers["content-security-policy"]);
    expect(policy).toContain("frame-ancestors 'none'");
    expect((await fetchRaw(foyer.port, "/auth/self-service/login/browser")).status, "the relay is off").toBe(
      404,
    );
    expect((await fetchRaw(foyer.port, "/login")).status).toBe(404);
    const page = await fetchRaw(foyer.port, "/auth/nowhere");
    expect(page.headers["content-security-policy"]).toContain(`form-action 'self' ${kratosBrowserUrl};`);
    expect(page.headers["content-security-policy"]).toContain("report-uri /auth/csp-report");
  } finally {
    await foyer.stop();
    await kratos.stop();
  }
});

const UNLEARNABLE: Readonly<Record<string, [answer: Answer, reason: RegExp]>> = {
  "a sign-in page that is not ours": [
    redirect("https://accounts.example/signin?flow=canary"),
    /ui_url is https:\/\/accounts\.example\/signin, Foyer's sign-in page ends in \/login/,
  ],
  "no redirect": [json(404, {}), /answered 404 without a redirect/],
};

for (const [name, [answer, reason]] of Object.entries(UNLEARNABLE)) {
  test(`S2: Foyer does not guess its address when Kratos names ${name}`, async () => {
    const kratos = await startStubUpstream(answer);
    const { exitCode, stderr } = await runFoyer({ KRATOS_PUBLIC_URL: kratos.url, COOKIE_SECRET });
    await kratos.stop();
    expect(exitCode).toBe(EXIT_CONFIGURATION);
    expect(stderr).toMatch(reason);
    expect(stderr).toContain("FOYER_PUBLIC_URL");
    expect(stderr).not.toContain("canary");
  });
}
