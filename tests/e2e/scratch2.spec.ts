import { fetchRaw, postForm } from "../support/raw-http";
import { readLogText } from "../support/foyer-log";
import { test } from "../support/test";
import { createPerson, signIn } from "../support/people";
test.setTimeout(900_000);
test.use({ stackOptions: { } });

const VALUES: Record<string, string> = {
  empty: "", x: "x", nul: "%00", ff: "%ff", pct: "%", pctzz: "%zz", brackets: "http://[", noport: "http://localhost:99999/", spaces: "http://a%20b/", user: "__OWN__USER__", back: "__OWN__%5C..", esc: "__OWN__/%25zz", js: "javascript:alert(1)", slash2: "//evil.example/", evil: "https://evil.example/", own: "__OWN__/account", rel: "foo", relslash: "/account", dotdot: "__OWN__/../x", long: "a".repeat(11000), ownlong: "__OWN__/?a=" + "b".repeat(11000), uuid: "00000000-0000-4000-8000-000000000000", uuidx: "00000000-0000-4000-8000-00000000000g", arr: "[]", obj: "{}", num: "-1", big: "99999999999999999999999", quote: "'\"><", emoji: "%F0%9F%98%80", sur: "%ED%A0%80", nl: "a%0Ab", tab: "a%09b", sql: "'%20or%201=1--", aal1: "aal1", aal2: "aal2", aal3: "aal3", true: "true", frag: "__OWN__/%23a", semi: "a;b", comma: "a,b", stub500: "stub:500", server_error: "server_error", temporarily: "temporarily_unavailable",
};
const PAGES: Record<string, string[]> = {
  "/login": ["flow", "login_challenge", "return_to", "aal", "refresh", "via", "organization", "ui_locales", "identity_schema", "cookies"],
  "/registration": ["flow", "login_challenge", "return_to", "after_verification_return_to", "organization"],
  "/recovery": ["flow", "return_to", "token"], "/verification": ["flow", "return_to", "token", "code"], "/settings": ["flow", "return_to"],
  "/error": ["id", "error", "error_description"], "/logout": ["logout_challenge", "token"], "/consent": ["consent_challenge"], "/device": ["device_challenge", "user_code"], "/device/success": ["x"],
  "/sessions": ["done"], "/account": ["x"], "/account/apps": ["done"], "/welcome": ["x"], "/": ["x"], "/.well-known/ory/webauthn.js": ["v"],
  "/self-service/login/browser": ["return_to", "aal", "refresh", "via", "organization", "login_challenge"],
  "/self-service/registration/browser": ["return_to", "after_verification_return_to", "organization", "login_challenge"],
  "/self-service/recovery/browser": ["return_to"], "/self-service/verification/browser": ["return_to"], "/self-service/settings/browser": ["return_to"],
  "/self-service/login": ["flow"], "/self-service/registration": ["flow"], "/self-service/recovery": ["flow", "token", "code"], "/self-service/verification": ["flow", "token", "code"], "/self-service/settings": ["flow"],
  "/self-service/logout": ["token", "return_to"], "/self-service/logout/browser": ["return_to"],
  "/self-service/methods/oidc/callback/acme": ["state", "code", "error"], "/self-service/methods/oidc/callback/nope": ["state"], "/self-service/methods/oidc/callback": ["state", "code"],
};
test("fuzz", async ({ stack, page }) => {
  const port = Number(new URL(stack.urls.foyer).port);
  await signIn(page, await createPerson(stack));
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const own = stack.urls.foyer;
  const bad: string[] = [];
  let n = 0;
  for (const who of ["anonymous", "person"]) for (const [path, names] of Object.entries(PAGES)) for (const name of names) for (const [label, raw] of Object.entries(VALUES)) for (const accept of path.startsWith("/self") ? ["text/html", "application/json"] : ["text/html"]) {
    const value = encodeURIComponent("").length === 0 ? raw.replace("__OWN__USER__", own.replace("://", "://user@") + "/x").replace("__OWN__", own) : raw;
    const answer = await fetchRaw(port, `${path}?${name}=${value}${path === "/login" && name === "via" ? "&aal=aal2" : ""}`, { headers: { accept, ...(who === "person" && !path.includes("logout") ? { cookie } : {}) } });
    n++;
    const doc = String(answer.headers["content-type"] ?? "");
    const odd = answer.status >= 500 || (answer.status >= 400 && !answer.body) || !answer.headers["content-security-policy"];
    if (odd) bad.push(`${answer.status} ${who} ${path}?${name}=${label} ${accept} ${answer.body.match(/<h1[^>]*>([^<]*)/)?.[1] ?? answer.body.slice(0, 120)}`);
  }
  console.log(n, "requests\n" + bad.join("\n"));
  // POSTs
  const forms: Record<string, string[]> = { "/self-service/login?flow=": [], };
  const log = await readLogText(stack);
  const errors = log.split("\n").filter((l) => /"level":"(error|fatal)"/.test(l) || (l && !l.startsWith("{")));
  console.log(errors.length, "error lines\n" + [...new Set(errors.map((l) => l.replace(/"time":"[^"]*",|"requestId":"[^"]*",?/g, "")))].slice(0, 40).join("\n"));
});
