import { describe, expect, it } from "vitest";
import { getEnglish } from "@/lib/i18n/languages";
import { config, t } from "@/tests/unit/oauth2";
import { toScopeViews } from "./scopes";

const show = (name: string, scopes = {}) => toScopeViews([name], new Set(), config({ scopes }), t)[0];

describe("a scope in words", () => {
  it("has the catalogue's for OpenID Connect's own", () => {
    expect(show("email")).toMatchObject({
      title: "<scope.email.title>",
      description: "<scope.email.description>",
      icon: "mail",
    });
    expect(show("offline")).toMatchObject({ title: "<scope.offline_access.title>" });
  });

  it("is its name when nobody gave it words, made safe (threat O11)", () => {
    expect(show("custom.read\u202e")).toMatchObject({
      title: "custom.read",
      description: "",
      required: false,
    });
  });

  it("has the operator's where they gave some", () => {
    expect(show("custom.read", { "custom.read": { title: "Read", icon: "document" } })).toMatchObject({
      title: "Read",
      description: "",
      icon: "document",
    });
    expect(show("email", { email: { title: "Mail" } })).toMatchObject({ title: "Mail", description: "" });
  });

  it("an icon is one of Foyer's own drawings, never an address (threat L3)", () => {
    const scopes = JSON.parse(`{"x":{"icon":"https://cdn.example/i.svg"}}`);
    expect(() => config({ scopes })).toThrow();
  });

  it("is listed once, and openid cannot be unticked", () => {
    const views = toScopeViews(["openid", "email", "openid"], new Set(["email"]), config(), t);
    expect(views.map(({ name, required, granted }) => [name, required, granted])).toEqual([
      ["openid", true, false],
      ["email", false, true],
    ]);
  });

  it("exists in English for every standard scope", () => {
    const english = getEnglish();
    for (const view of toScopeViews(
      ["openid", "profile", "email", "phone", "address", "offline_access"],
      new Set(),
      config(),
      english,
    )) {
      expect(view.title).not.toContain("scope.");
      expect(view.description).not.toBe("");
    }
  });
});
