import { describe, expect, it } from "vitest";
import { HYDRA } from "@/tests/unit/oauth2";
import { ForgedRedirectError, requireHydraRedirect } from "./redirect";

describe("O9: Hydra's redirect_to", () => {
  it("is followed to Hydra", () => {
    const url = `${HYDRA}oauth2/auth?login_verifier=v`;
    expect(requireHydraRedirect(url, HYDRA)).toBe(url);
    expect(requireHydraRedirect(url, "https://hydra.example/issuer")).toBe(url);
  });

  it("is resolved when relative, as a used logout challenge answers", () => {
    expect(requireHydraRedirect("/oauth2/sessions/logout?state=1", HYDRA)).toBe(
      `${HYDRA}oauth2/sessions/logout?state=1`,
    );
  });

  it("is resolved below the issuer's path, which a proxy before Hydra takes away", () => {
    for (const issuer of ["https://hydra.example/issuer", "https://hydra.example/issuer/"])
      expect(requireHydraRedirect("/oauth2/sessions/logout?state=1", issuer)).toBe(
        "https://hydra.example/issuer/oauth2/sessions/logout?state=1",
      );
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "http://hydra.example/",
    "https://hydra.example:444/",
    "https://hydra.example.evil.example/",
    "https://hydra.example@evil.example/",
    "https://evil@hydra.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "",
    undefined,
  ])("%j is refused", (url) => {
    expect(() => requireHydraRedirect(url, HYDRA)).toThrow(ForgedRedirectError);
  });

  it("is refused when no public address is configured", () => {
    expect(() => requireHydraRedirect(HYDRA, undefined)).toThrow(ForgedRedirectError);
  });

  it("L1: the error does not repeat the address, which may hold a verifier", () => {
    expect(new ForgedRedirectError().message).not.toContain("://");
  });
});
