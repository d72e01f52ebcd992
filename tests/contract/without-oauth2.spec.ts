/** Without Hydra: every page and form of OAuth2's is a 404, and nobody is asked for anything. */

import { PAGES } from "../../lib/pages";
import { expect, test } from "../support/contract";
import { postForm } from "../support/raw-http";
import { ALICE } from "../support/stub-kratos";

test.use({ foyerEnv: { HYDRA_ADMIN_URL: "", HYDRA_PUBLIC_URL: "" } });

const OAUTH2_PAGES = Object.entries(PAGES).filter(([, page]) => "needs" in page);

const SESSION = { cookie: `ory_kratos_session=${ALICE}` };

test("A3: where OAuth2 is off its pages and forms do not exist, signed in or not", async ({
  contract: { foyer, hydra, get },
}) => {
  for (const headers of [{}, SESSION]) {
    for (const path of [
      ...OAUTH2_PAGES.flatMap(([page, { takes }]) =>
        takes.startsWith("GET") ? [`${page}?consent_challenge=c`] : [],
      ),
      "/login?login_challenge=c",
      "/registration?login_challenge=c",
      "/logout?logout_challenge=c",
      "/device?device_challenge=c",
    ]) {
      expect((await get(path, { headers })).status, path).toBe(404);
    }
    for (const path of OAUTH2_PAGES.flatMap(([page, { takes }]) => (takes.endsWith("POST") ? [page] : []))) {
      const fields = { consent_challenge: "c", device_challenge: "c", decision: "revoke-all" };
      expect((await postForm(foyer.port, path, fields, headers)).status, path).toBe(404);
    }
  }
  expect(hydra.requests).toEqual([]);
});
