/** Foyer's routes run by Next alone, as on Vercel: what our own server does elsewhere must not be missed. */

import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { COMMON_HEADERS } from "../../lib/web/security-headers";
import { prepareFoyerProcess } from "../../stack/foyer-process.mjs";
import { findFreePort } from "../../stack/free-port.mjs";
import { openProcessGroup } from "../../stack/processes.mjs";
import { expect, test } from "../support/fault-test";
import { sendPassword } from "../support/journey.mjs";
import { ensureNextBuild, NEXT, NEXT_BUILD_LIMIT_MS } from "../support/next-build";
import { createPerson } from "../support/people";
import { UserAgent } from "../support/user-agent.mjs";

test("P5: without our own server a person signs in, no client names its address; headers stand", async ({
  stack,
  faults,
}) => {
  test.setTimeout(NEXT_BUILD_LIMIT_MS);
  await ensureNextBuild();
  const port = await findFreePort();
  // A log of its own: Next greets in lines that are no JSON.
  const dir = join(stack.dir, "next");
  await mkdir(join(dir, "logs"), { recursive: true });
  const url = `http://localhost:${port}`;
  const spec = await prepareFoyerProcess({
    dir,
    urls: { ...stack.urls, foyer: url },
    port,
    cookieSecret: randomBytes(32).toString("hex"),
    overrides: {
      FOYER_PUBLIC_URL: stack.urls.foyer,
      KRATOS_PUBLIC_URL: faults.kratos.url,
      VERCEL: "1",
    },
  });
  const processes = openProcessGroup({});
  const running = await processes.start({ ...spec, args: [NEXT, "start", "-p", String(port), spec.cwd] });
  try {
    const agent = new UserAgent({
      rewrite: (address) => address.replace(stack.urls.foyer, url),
      headers: { "x-foyer-peer": "6.6.6.6", "x-forwarded-for": "6.6.6.6, 203.0.113.7" },
    });
    const login = await agent.open(`${stack.urls.foyer}/login`);
    const end = await agent.follow(await sendPassword(agent, login, await createPerson(stack)));
    expect(end.url.pathname).toMatch(/^\/(welcome|account)$/);
    await new UserAgent({ headers: { "x-foyer-peer": "6.6.6.6" } }).send(`${url}/login`);
    for (const path of ["/", "/client-logo", "/.well-known/ory/webauthn.js", "/nowhere"]) {
      const answer = await fetch(url + path, { redirect: "manual" });
      expect(Object.fromEntries(answer.headers), `H1: ${path}`).toMatchObject(COMMON_HEADERS);
      expect(answer.headers.has("content-security-policy"), `H1: ${path}`).toBe(true);
    }

    expect(faults.kratos.seen.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(faults.kratos.seen)).not.toContain("6.6.6.6");
    const posted = faults.kratos.seen.find(({ method }) => method === "POST");
    expect(posted?.headers["true-client-ip"]).toBe("203.0.113.7");
  } finally {
    await running.stop();
    await processes.close();
  }
});
