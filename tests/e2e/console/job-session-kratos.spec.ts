/** A job whose operator's Kratos session is ended in the middle, on a real Kratos, with the memory of one process. */

import { expectPause } from "../../support/console/job-pause";
import { getConsole } from "../../support/console/operator";
import { expect, test } from "../../support/test";

test.use({ stackOptions: { console: "kratos" } });

test("C32: a job is paused where its operator is signed out of Kratos, and is carried on", async ({
  page,
  stack,
  browser,
}) => {
  test.slow();
  await expectPause({ page, stack, browser }, async () => {
    const { id } = getConsole(stack).operator;
    const sessions = `${stack.urls.kratosAdmin}/admin/identities/${id}/sessions`;
    expect((await fetch(sessions, { method: "DELETE" })).status).toBe(204);
  });
});
