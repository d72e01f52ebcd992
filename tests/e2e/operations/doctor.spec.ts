/** `npm run doctor` against real servers: nothing to say where all is well, the exact line to change where not. */

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startStack } from "../../../stack/manager.mjs";
import { REPOSITORY } from "../../../stack/options.mjs";
import { readLog } from "../../support/foyer-log";

type Options = NonNullable<Parameters<typeof startStack>[0]>;
type Stack = Awaited<ReturnType<typeof startStack>>;

async function withStack(options: Options, run: (stack: Stack) => Promise<void>): Promise<void> {
  const stack = await startStack({ ephemeral: true, demoAccounts: [], ...options });
  try {
    await run(stack);
  } finally {
    await stack.stop();
  }
}

function runDoctor(
  { urls }: Pick<Stack, "urls">,
  env: Record<string, string> = {},
): Promise<{ code: number; text: string }> {
  const environment = {
    PATH: process.env.PATH,
    FOYER_PUBLIC_URL: urls.foyer,
    KRATOS_PUBLIC_URL: urls.kratosPublic,
    KRATOS_ADMIN_URL: urls.kratosAdmin,
    HYDRA_PUBLIC_URL: urls.hydraPublic,
    HYDRA_ADMIN_URL: urls.hydraAdmin,
    COOKIE_SECRET: randomBytes(32).toString("hex"),
    ...env,
  };
  const script = join(REPOSITORY, "dist", "doctor.mjs");
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script],
      { env: { ...environment, NODE_ENV: "production" } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, text: stdout + stderr }),
    );
  });
}

test("the doctor names what it met of a stack that fits, no more, and leaves nothing at Hydra", async () => {
  await withStack({ parts: ["kratos", "hydra", "foyer"] }, async (stack) => {
    const before = await listClients(stack);
    const text = [
      "· Kratos v1.3.1: every test of Foyer runs on it",
      "· Hydra v2.3.0: every test of Foyer runs on it; has no device flow",
      `· not seen from outside, look yourself: selfservice.flows.settings.ui_url: ${stack.urls.foyer}/settings`,
      "· not seen from outside, look yourself: session.cookie.name: ory_kratos_session",
      "· not seen from outside, look yourself: selfservice.flows.registration.after.<method>.hooks: one is `session`, or people sign in once more after it",
      "0 errors, 0 warnings\n",
    ].join("\n");
    expect(await runDoctor(stack)).toEqual({ code: 0, text });
    expect(await listClients(stack)).toEqual(before);
  });
});

test("the doctor names the line for each wrong setting of Kratos and of Hydra", async () => {
  const elsewhere = "http://elsewhere.example";
  const options: Options = {
    parts: ["kratos", "hydra"],
    kratos: {
      serve: { public: { base_url: `${elsewhere}/`, cors: { enabled: true, allowed_origins: ["*"] } } },
      cookies: { domain: "elsewhere.example" },
      selfservice: {
        default_browser_return_url: elsewhere,
        allowed_return_urls: [elsewhere],
        flows: {
          error: { ui_url: `${elsewhere}/error` },
          login: { ui_url: `${elsewhere}/sign-in` },
          registration: { ui_url: `${elsewhere}/sign-up` },
          recovery: { use: "link" },
        },
        methods: { link: { enabled: false } },
      },
    },
    hydra: (urls) => ({
      urls: {
        self: { issuer: `${elsewhere}/`, public: urls.hydraPublic },
        login: `${elsewhere}/login`,
        registration: `${elsewhere}/registration`,
        consent: `${elsewhere}/consent`,
        logout: `${elsewhere}/logout`,
        error: `${elsewhere}/error`,
      },
    }),
  };
  await withStack(options, async (stack) => {
    const { code, text } = await runDoctor(stack);
    expect(code).toBe(1);
    const { foyer, hydraPublic } = stack.urls;
    for (const line of [
      `kratos.yml: serve.public.base_url: ${foyer}/`,
      `kratos.yml: selfservice.flows.login.ui_url: ${foyer}/login`,
      `kratos.yml: selfservice.flows.registration.ui_url: ${foyer}/registration`,
      `kratos.yml: selfservice.flows.error.ui_url: ${foyer}/error`,
      `kratos.yml: selfservice.allowed_return_urls: add "${foyer}/"`,
      "kratos.yml: selfservice.methods.link.enabled: true, or selfservice.flows.recovery.use: a method that is on",
      "kratos.yml: cookies.domain: localhost",
      "kratos.yml: serve.public.cors.enabled: false",
      `environment: HYDRA_PUBLIC_URL=${elsewhere}; or, where no app uses that issuer yet, hydra.yml: urls.self.issuer: ${hydraPublic}`,
      `hydra.yml: urls.login: ${foyer}/login`,
      `hydra.yml: urls.registration: ${foyer}/registration`,
      `hydra.yml: urls.consent: ${foyer}/consent`,
      `hydra.yml: urls.logout: ${foyer}/logout`,
      `hydra.yml: urls.error: ${foyer}/error`,
    ]) {
      expect(text).toContain(`change  ${line}\n`);
    }
    expect(text, "Foyer itself does not run here").toContain("! FOYER_PUBLIC_URL");
  });
});

test("the doctor tells unreachable servers, misplaced admin APIs and unsafe settings apart", async () => {
  await withStack({ parts: ["kratos"] }, async (stack) => {
    const away = await runDoctor(stack);
    expect(away.code).toBe(1);
    expect(away.text).toContain(`Nothing answers (ECONNREFUSED) at ${stack.urls.hydraAdmin}/health/ready.`);

    const swapped = await runDoctor(stack, {
      KRATOS_PUBLIC_URL: stack.urls.kratosAdmin,
      KRATOS_ADMIN_URL: "",
      HYDRA_ADMIN_URL: "",
    });
    expect(swapped.text).toContain("answers the admin API of Kratos");

    const misspelt = await runDoctor(stack, { HYDRA_ADMIN_URL: "", FOYER_PUBIC_URL: stack.urls.foyer });
    for (const setting of ["FOYER_PUBIC_URL", "HYDRA_ADMIN_URL"])
      expect(misspelt.text).toContain(`! ${setting}\n`);

    const unsafe = await runDoctor(stack, { COOKIE_SECRET: "short" });
    expect(unsafe).toMatchObject({ code: 1, text: expect.stringContaining("✗ COOKIE_SECRET") });
  });
});

test("P17: the doctor names a Kratos that takes forms as links, and proxies that are not there", async () => {
  const secret = randomBytes(32).toString("hex");
  const options: Options = {
    parts: ["kratos", "foyer"],
    kratos: ({ kratosPublic }) => ({ serve: { public: { base_url: `${kratosPublic}/` } } }),
    foyerEnv: ({ kratosPublic }) => ({
      KRATOS_BROWSER_URL: kratosPublic,
      HYDRA_ADMIN_URL: "",
      COOKIE_SECRET: secret,
      FOYER_TRUSTED_PROXY_HOPS: "1",
    }),
  };
  await withStack(options, async (stack) => {
    const { code, text } = await runDoctor(stack, {
      HYDRA_ADMIN_URL: "",
      HYDRA_PUBLIC_URL: "",
      KRATOS_BROWSER_URL: stack.urls.kratosPublic,
      COOKIE_SECRET: secret,
    });
    expect(text, "nothing is in front").toContain("change  environment: FOYER_TRUSTED_PROXY_HOPS=0\n");
    expect(code).toBe(1);
    expect(text).toContain("✗ KRATOS_BROWSER_URL");
    expect(text).toContain(
      "refuse every method but POST at /self-service/login and /self-service/registration",
    );
  });
});

test("the same findings are warnings in the log after the start", async () => {
  const options: Options = {
    parts: ["kratos", "foyer"],
    kratos: { selfservice: { flows: { login: { ui_url: "http://elsewhere.example/login" } } } },
    foyerEnv: { FOYER_START_CHECKS: "true", HYDRA_ADMIN_URL: "" },
  };
  await withStack(options, async (stack) => {
    await expect
      .poll(() => readLog(stack))
      .toContainEqual(
        expect.objectContaining({
          level: "warn",
          event: "misconfiguration",
          setting: "selfservice.flows.login.ui_url",
          change: `kratos.yml: selfservice.flows.login.ui_url: ${stack.urls.foyer}/login`,
        }),
      );
  });
});

async function listClients({ urls }: Stack): Promise<string[]> {
  const clients = (await (await fetch(`${urls.hydraAdmin}/admin/clients`)).json()) as { client_id: string }[];
  return clients.map(({ client_id }) => client_id).sort();
}
