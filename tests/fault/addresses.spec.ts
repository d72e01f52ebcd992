/** Upstream addresses that lead nowhere or to somebody who cannot prove who they are. */

import { withFoyer } from "../../stack/more-foyers.mjs";
import { startRedis } from "../../stack/redis.mjs";
import { makeCertificates } from "../support/certificates";
import { FaultProxy } from "../support/fault-proxy";
import { readLog } from "../support/foyer-log";
import { signInAt } from "../support/journey.mjs";
import { createPerson } from "../support/people";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";

const AWAY = /does not answer at the moment\. You are not signed out/;

test("a host name that does not exist is a 503 to try again, and keeps nobody from starting", async ({
  stack,
}) => {
  const env = { KRATOS_PUBLIC_URL: "http://kratos.invalid", HYDRA_ADMIN_URL: "http://hydra.invalid" };
  await withFoyer(stack, env, async ({ url }) => {
    const page = await new UserAgent().send(`${url}/login?return_to=/account`);
    expect(page.status).toBe(503);
    expect(page.text).toMatch(AWAY);
    expect(page.html).toMatch(/href="\/login\?return_to=(%2F|\/)account"/);
    const challenged = await new UserAgent().send(`${url}/consent?consent_challenge=anything`);
    expect(challenged.status).toBe(503);
  });
});

test("a server with a bad certificate is told nothing, and serves again once it has a good one", async ({
  stack,
}) => {
  const certificates = await makeCertificates();
  const proxy = await FaultProxy.start(certificates.expired);
  proxy.target = stack.urls.kratosPublic;
  const env = { KRATOS_PUBLIC_URL: proxy.url, NODE_EXTRA_CA_CERTS: certificates.authorityFile };
  try {
    await withFoyer(stack, env, async ({ url }) => {
      for (const certificate of [certificates.expired, certificates.selfSigned]) {
        proxy.present(certificate);
        const page = await new UserAgent().send(`${url}/login`);
        expect(page.status).toBe(503);
        expect(page.text).toMatch(AWAY);
      }
      expect(proxy.seen, "no request went over such a connection").toEqual([]);

      proxy.present(certificates.valid);
      expect((await new UserAgent().send(`${url}/login`)).status).toBe(200);
    });
  } finally {
    await proxy.refuse();
    await certificates.remove();
  }
});

test("a Redis that asks for a certificate is shown one; without, log and doctor say so", async ({
  stack,
}) => {
  const { authorityFile, files, remove } = await makeCertificates();
  const redis = await startRedis({ tls: { authority: authorityFile, ...files } });
  const env = { FOYER_REDIS_URL: redis.url, NODE_EXTRA_CA_CERTS: authorityFile };
  const own = { FOYER_REDIS_CERT_PATH: files.cert, FOYER_REDIS_KEY_PATH: files.key };
  const readDown = async () => (await readLog(stack)).filter(({ event }) => event === "redis-down");
  try {
    // Each instance lends its stylesheet there when it starts.
    await withFoyer(stack, { ...env, ...own }, async ({ url }) => {
      expect((await new UserAgent().send(`${url}/login`)).status).toBe(200);
      expect(await readDown()).toEqual([]);
    });
    await withFoyer(stack, { ...env, FOYER_START_CHECKS: "true" }, async () => {
      // TLS 1.3 refuses after the handshake (RFC 8446 §4.4.2.4): what is read of it may be the end of the connection alone.
      await expect.poll(readDown).toContainEqual(
        expect.objectContaining({
          cause: expect.stringMatching(/^(ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED|ECONNRESET|EPIPE)$/),
        }),
      );
      await expect
        .poll(() => readLog(stack))
        .toContainEqual(
          expect.objectContaining({ change: expect.stringContaining("FOYER_REDIS_CERT_PATH") }),
        );
    });
  } finally {
    await redis.stop();
    await remove();
  }
});

for (const skew of [-60, -29, 29, 60]) {
  test(`O12: with Foyer's clock ${skew} s off, max_age asks nobody who has just signed in`, async ({
    stack,
  }) => {
    const person = await createPerson(stack);
    const env = { NODE_OPTIONS: `--import=${toClock(skew)}` };
    await withFoyer(stack, env, async ({ url }) => {
      const agent = new UserAgent({ rewrite: (address) => address.replace(stack.urls.foyer, url) });
      await signInAt(agent, stack.urls.foyer, person);
      const app = `${stack.urls.relyingParty}/login?client=first-party&max_age=`;
      const relaxed = await agent.open(`${app}300`);
      expect(relaxed.url.href, "a session of now fits 300 s").toBe(`${stack.urls.relyingParty}/`);

      const strict = await agent.open(`${app}20`);
      expect(strict.url.href, "a session of now fits 20 s").toBe(`${stack.urls.relyingParty}/`);
    });
  });
}

/** A module that moves a process' clock. */
function toClock(seconds: number): string {
  const code = `const Real = Date; const now = () => Real.now() + ${seconds * 1000};
    globalThis.Date = new Proxy(Real, {
      construct: (_, given) => (given.length ? new Real(...given) : new Real(now())),
      get: (real, name) => (name === "now" ? now : real[name]),
    });`;
  return `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
}
