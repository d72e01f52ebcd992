import { describe, expect, it } from "vitest";
import {
  isAnsweredPage,
  isNewestPage,
  isSuperseded,
  writeAnsweredPage,
  writeOpenPage,
} from "./open-pages.server";

const toRequest = (cookies: string[]) =>
  new Request("https://foyer.example/consent", {
    headers: { cookie: cookies.map((line) => line.split(";", 1)[0]).join("; ") },
  });

describe("open pages", () => {
  it("knows the newest page of each client", () => {
    const one = writeOpenPage(toRequest([]), "app", "first");
    const two = writeOpenPage(toRequest(one), "other", "elsewhere");
    const three = writeOpenPage(toRequest(two), "app", "second");
    const request = toRequest(three);
    expect(isNewestPage(request, "app", "first")).toBe(false);
    expect(isNewestPage(request, "app", "second")).toBe(true);
    expect(isNewestPage(request, "other", "elsewhere")).toBe(true);
  });

  it("a refresh of the older page does not make it the newest", () => {
    const opened = writeOpenPage(toRequest(writeOpenPage(toRequest([]), "app", "first")), "app", "second");
    expect(writeOpenPage(toRequest(opened), "app", "first")).toEqual([]);
  });

  it("a page is superseded by a later one of its client alone, and never at first sight", () => {
    const opened = writeOpenPage(toRequest(writeOpenPage(toRequest([]), "app", "first")), "app", "second");
    const request = toRequest(opened);
    expect(isSuperseded(request, "app", "first")).toBe(true);
    expect(isSuperseded(request, "app", "second")).toBe(false);
    expect(isSuperseded(request, "app", "third")).toBe(false);
    expect(isSuperseded(request, "other", "first")).toBe(false);
  });

  it("renewals without a page forget no page that somebody sees, and supersede it all the same", () => {
    let cookies = writeOpenPage(toRequest([]), "app", "seen");
    for (let renewal = 0; renewal < 50; renewal += 1)
      for (const app of ["app", "login of app", "other"])
        cookies = writeOpenPage(toRequest(cookies), app, String(renewal), { isAnswered: true });
    const request = toRequest(cookies);
    expect(isSuperseded(request, "app", "seen")).toBe(true);
    expect(isNewestPage(request, "app", "seen")).toBe(false);
    const opened = writeOpenPage(request, "app", "next");
    expect(isNewestPage(toRequest(opened), "app", "next")).toBe(true);
    // Who answers a page answers it where it stands.
    expect(writeOpenPage(toRequest(opened), "app", "next", { isAnswered: true })).toEqual([]);
  });

  it("an answered page keeps its place, and its second click its redirect", () => {
    const opened = writeOpenPage(toRequest(writeOpenPage(toRequest([]), "app", "first")), "app", "second");
    expect(isAnsweredPage(toRequest(opened), "app", "second")).toBe(false);
    const request = toRequest(writeAnsweredPage(toRequest(opened), "app", "second"));
    expect(isAnsweredPage(request, "app", "second")).toBe(true);
    expect(isNewestPage(request, "app", "second")).toBe(true);
    expect(isAnsweredPage(request, "app", "first")).toBe(false);
    expect(isSuperseded(request, "app", "first")).toBe(true);
    expect(writeAnsweredPage(request, "app", "unknown")).toEqual([]);
  });

  it("stands in nobody's way where nothing, or nonsense, is known", () => {
    for (const cookies of [[], ["__Host-foyer-consents=~~~"], ["__Host-foyer-consents=x"]])
      expect(isNewestPage(toRequest(cookies), "app", "first")).toBe(true);
  });

  it("stays small however many pages are opened", () => {
    let cookies: string[] = [];
    for (let page = 0; page < 100; page += 1)
      cookies = writeOpenPage(toRequest(cookies), "app", String(page));
    expect(cookies[0]?.length).toBeLessThan(600);
    expect(isNewestPage(toRequest(cookies), "app", "99")).toBe(true);
  });
});
