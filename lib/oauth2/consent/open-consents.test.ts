import { describe, expect, it } from "vitest";
import { isNewestConsent, writeOpenConsent } from "./open-consents.server";

const toRequest = (cookies: string[]) =>
  new Request("https://foyer.example/consent", {
    headers: { cookie: cookies.map((line) => line.split(";", 1)[0]).join("; ") },
  });

describe("open consents", () => {
  it("knows the newest page of each client", () => {
    const one = writeOpenConsent(toRequest([]), "app", "first");
    const two = writeOpenConsent(toRequest(one), "other", "elsewhere");
    const three = writeOpenConsent(toRequest(two), "app", "second");
    const request = toRequest(three);
    expect(isNewestConsent(request, "app", "first")).toBe(false);
    expect(isNewestConsent(request, "app", "second")).toBe(true);
    expect(isNewestConsent(request, "other", "elsewhere")).toBe(true);
  });

  it("a refresh of the older page does not make it the newest", () => {
    const opened = writeOpenConsent(
      toRequest(writeOpenConsent(toRequest([]), "app", "first")),
      "app",
      "second",
    );
    expect(writeOpenConsent(toRequest(opened), "app", "first")).toEqual([]);
  });

  it("stands in nobody's way where nothing, or nonsense, is known", () => {
    for (const cookies of [[], ["__Host-foyer-consents=~~~"], ["__Host-foyer-consents=x"]])
      expect(isNewestConsent(toRequest(cookies), "app", "first")).toBe(true);
  });

  it("stays small however many pages are opened", () => {
    let cookies: string[] = [];
    for (let page = 0; page < 100; page += 1)
      cookies = writeOpenConsent(toRequest(cookies), "app", String(page));
    expect(cookies[0]?.length).toBeLessThan(600);
    expect(isNewestConsent(toRequest(cookies), "app", "99")).toBe(true);
  });
});
