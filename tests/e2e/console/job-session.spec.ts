/** A job whose operator's session the provider ends in the middle, on real servers with Redis. */

import { expectPause } from "../../support/console/job-pause";
import { getConsole } from "../../support/console/operator";
import { ownRedis } from "../../support/own-redis";
import { expect, test } from "../../support/test";

const redis = ownRedis();

test.use({ stackOptions: { console: "oidc", foyerEnv: redis.foyerEnv } });

test("C32: a job is paused where the provider ends its operator's session, and is carried on", async ({
  page,
  stack,
  browser,
}) => {
  test.slow();
  await expectPause({ page, stack, browser }, async () => {
    const { id } = getConsole(stack).operator;
    const query = `select id from hydra_oauth2_authentication_session where subject = '${id}'`;
    const sids = (await stack.query("hydra", query)).trim().split(/\s+/);
    for (const sid of sids) {
      const sessions = `${stack.urls.hydraAdmin}/admin/oauth2/auth/sessions/login`;
      const answer = await fetch(`${sessions}?${new URLSearchParams({ sid })}`, { method: "DELETE" });
      expect(answer.status).toBe(204);
    }
  });
});
