/** The way back that an error page offers after a form. */

import { expect, test } from "../support/contract";
import { findLink } from "../support/html.mjs";
import { postForm } from "../support/raw-http";

const CALLBACK = "/self-service/methods/oidc/callback/acme";

test("F7: the error page after a form that another site posted leads back to no other site", async ({
  contract: { foyer, kratos },
}) => {
  kratos.when(CALLBACK, (_request, response) => void response.writeHead(503).end());
  const post = (origin: string, referer: string) =>
    postForm(foyer.port, CALLBACK, { code: "c" }, { origin, referer, "sec-fetch-site": "cross-site" });
  for (const referer of ["https://evil.example/trap", `${foyer.url}.evil.example/`, "//evil.example/"]) {
    const { status, body } = await post("https://evil.example", referer);
    expect(status, referer).toBe(503);
    expect(body).not.toContain("evil.example");
  }
  const own = await post(foyer.url, `${foyer.url}/login?flow=f`);
  expect(findLink(own.body, "Back to the form")).toBe("/login?flow=f");
});
