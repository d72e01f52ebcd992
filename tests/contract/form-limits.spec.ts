/** Every form of ours is counted, by its sender's address and by the challenge that it answers (threat F13). */

import { expect, test } from "../support/contract";
import { postForm } from "../support/raw-http";

const POSTS = 5;

test.use({
  foyerEnv: {
    FOYER_RATE_LIMIT: "true",
    FOYER_RATE_LIMIT_ADDRESS_POSTS: String(POSTS),
    FOYER_RATE_LIMIT_FLOW_POSTS: String(POSTS),
    FOYER_TRUSTED_PROXY_HOPS: "1",
  },
});

const OWN_FORMS = ["/login", "/registration", "/recovery", "/consent", "/consent/switch-account", "/device"];

for (const [index, path] of OWN_FORMS.entries()) {
  test(`F13: ${path} takes so many posts of one address, and counts no other site's`, async ({
    contract: { foyer, kratos, hydra },
  }) => {
    const from = (host: number, more = {}) =>
      postForm(foyer.port, path, {}, { "x-forwarded-for": `198.51.${index}.${host}`, ...more });
    for (let post = 0; post < POSTS * 2; post += 1)
      expect((await from(1, { "sec-fetch-site": "cross-site" })).status, "costs nobody anything").toBe(403);
    const statuses: number[] = [];
    for (let post = 0; post < POSTS * 3; post += 1) statuses.push((await from(1)).status);
    expect(statuses.slice(0, POSTS)).not.toContain(429);
    expect(new Set(statuses.slice(POSTS))).toEqual(new Set([429]));
    const refused = await from(1);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await from(2)).status).not.toBe(429);
    expect([...kratos.requests, ...hydra.requests].filter(({ method }) => method !== "GET")).toEqual([]);
  });
}

for (const [path, field] of [
  ["/login", "login_challenge"],
  ["/consent", "consent_challenge"],
] as const) {
  test(`F13: one challenge takes so many posts to ${path}, wherever they come from`, async ({
    contract: { foyer },
  }) => {
    const answer = (challenge: string, host: number) =>
      postForm(
        foyer.port,
        path,
        { [field]: challenge },
        { "x-forwarded-for": `203.0.${path.length}.${host}` },
      );
    const statuses: number[] = [];
    for (let post = 0; post < POSTS * 3; post += 1)
      statuses.push((await answer(`guessed-${field}`, post)).status);
    expect(statuses.slice(0, POSTS)).not.toContain(429);
    expect(new Set(statuses.slice(POSTS))).toEqual(new Set([429]));
    expect((await answer(`another-${field}`, POSTS * 3)).status).not.toBe(429);
  });
}
