/** A Foyer without a console has no trace of one. */

import { expect, test } from "../../support/contract";
import { postForm, type RawAnswer } from "../../support/raw-http";

const PATHS = [
  "/console",
  "/console/",
  "/console?x",
  "/console/sign-in",
  "/console/sign-in/start",
  "/console/callback?code=a&state=b",
  "/console/sessions",
  "/console/sessions/5e550000-0000-4000-8000-000000000001",
  "/console/me",
  "/console/trail",
  "/console/trail/export?format=csv",
  "/console/step-up?act=x",
  "/console/receipts/x",
  "/console/search?q=x",
  "/console/nothing",
];
const POSTS = ["/console/sign-out", "/console/me", "/console/backchannel-logout", "/console/sessions/x"];

/** Without the reference, which is another for every request, and the address that the choice of a language leads back to. */
const toPage = ({ status, body }: RawAnswer) => ({
  status,
  body: body.replaceAll(/[\da-f-]{36}|return_to=[^"]*/g, ""),
});

test("every console path is the ordinary 404 while the console is off", async ({ contract }) => {
  const ordinary = toPage(await contract.get("/nothing-like-this"));
  expect(ordinary.status).toBe(404);
  for (const path of PATHS) expect(toPage(await contract.get(path)), path).toEqual(ordinary);
  for (const path of POSTS)
    expect(toPage(await postForm(contract.foyer.port, path, { operation: "session.end" })), path).toEqual(
      ordinary,
    );
  expect(contract.kratosAdmin.requests).toEqual([]);
});
