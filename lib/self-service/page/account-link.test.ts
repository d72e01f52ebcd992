import { beforeEach, expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { setEnvironment } from "@/tests/unit/environment";
import { expectAccountLink, isForeignLink, keepAccountLink } from "./account-link.server";

beforeEach(() => setEnvironment());

const LINKING = {
  id: 1010016,
  type: "info",
  text: "",
  context: { duplicate_identifier: "ada@foyer.example", provider: "acme" },
};

/** A sign-in that links, which the form after a provider's answer made. */
const toFlow = (messages: object[]) =>
  parseFlow({
    id: "f",
    request_url: "https://id.example/auth/self-service/registration?flow=r",
    ui: { action: "https://id.example/auth/self-service/login?flow=f", method: "POST", nodes: [], messages },
  });

const requestOf = (path: string, lines: string[]) =>
  new Request(`http://inner.invalid${path}`, {
    headers: { cookie: lines.map((line) => line.split(";", 1)[0]).join("; ") },
  });

it("F12: a sign-in that links says what, once another provider was refused in it", async () => {
  const { setCookies } = await keepAccountLink(requestOf("/login?flow=f", []), "login", toFlow([LINKING]));
  const back = requestOf("/self-service/methods/oidc/callback/other?error=access_denied", setCookies);
  const lines = await expectAccountLink(back, "https://id.example/auth/login?flow=f");
  const again = await keepAccountLink(requestOf("/login?flow=f", lines), "login", toFlow([]));
  expect(again.flow.ui.messages).toMatchObject([{ id: LINKING.id, context: LINKING.context }]);
});

it.each([
  [
    "a redirect",
    "/self-service/methods/oidc/callback/acme?state=s",
    "https://id.example/auth/login?flow=L&no_org_ui=true",
    undefined,
  ],
  [
    "a form with the provider's token",
    "/self-service/login?flow=a",
    "https://id.example/auth/login?flow=L&no_org_ui=true",
    undefined,
  ],
  [
    "JSON",
    "/self-service/methods/oidc/callback/acme?state=s",
    undefined,
    { id: "L", ui: { messages: [LINKING] } },
  ],
] as const)(
  "F12: opens nowhere else once it says so no more, as newer servers' flows, made by %s",
  async (by, path, location, json) => {
    const id = `L of ${by}`;
    const own = await expectAccountLink(
      requestOf(path, []),
      location?.replace("=L", `=${encodeURIComponent(id)}`),
      json && { ...json, id },
    );
    const request_url = "https://id.example/auth/self-service/login/browser";
    const isForeign = (lines: string[], flow: string) =>
      isForeignLink(requestOf("/login", lines), "login", { ...toFlow([]), id: flow, request_url });
    expect([await isForeign(own, id), await isForeign([], id), await isForeign([], "another")]).toEqual([
      false,
      true,
      false,
    ]);
  },
);

it("F12: no destination in an address makes a sign-in one that links, or one's own", async () => {
  const location = "https://id.example/auth/login?flow=L&no_org_ui=true";
  for (const path of [
    "/self-service/login/browser",
    "/self-service/registration/browser",
    "/self-service/logout",
    "/self-service/settings",
    "/self-service/recovery",
  ])
    expect(await expectAccountLink(requestOf(`${path}?return_to=${location}`, []), location), path).toEqual(
      [],
    );
  expect(
    await isForeignLink(requestOf("/login", []), "login", { ...toFlow([]), id: "L", request_url: "" }),
  ).toBe(false);
});

it("F12: several sign-ins that link stay one browser's, whatever their names", async () => {
  const end = (length: number, id: string) => ({
    ...LINKING,
    context: { duplicate_identifier: "é".repeat(length), provider: id },
  });
  let lines: string[] = [];
  for (const id of ["f", "g", "h"]) {
    const flow = { ...toFlow([end(20, id)]), id };
    lines = (await keepAccountLink(requestOf(`/login?flow=${id}`, lines), "login", flow)).setCookies;
  }
  const isForeign = (id: string) =>
    isForeignLink(requestOf(`/login?flow=${id}`, lines), "login", { ...toFlow([]), id });
  expect(await Promise.all(["f", "g", "h", "i"].map(isForeign))).toEqual([false, false, false, true]);
  const { setCookies } = await keepAccountLink(requestOf("/login", lines), "login", {
    ...toFlow([end(320, "acme")]),
    id: "i",
  });
  expect(Math.max(...setCookies.map((line) => line.split(";", 1)[0]?.length ?? 0))).toBeLessThan(4000);
});
