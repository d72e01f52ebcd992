import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isConsoleHost, isPublicHost } from "./origin";

const at = (href: string, hasOwnOrigin: boolean) => {
  const { origin } = new URL(href);
  return { console: { url: { origin, basePath: "", href }, hasOwnOrigin } };
};
const apart = at("https://ops.internal/console", true);
const same = at("https://id.example/console", false);

describe("the origin that a request came to", () => {
  it.each([
    ["ops.internal", true],
    ["OPS.internal", true],
    ["ops.internal:443", true],
    ["ops.internal:8443", false],
    ["ops.internal.", false],
    ["ops.internal.evil.example", false],
    ["id.example", false],
    ["evil@ops.internal", false],
    ["ops.internal#", false],
    ["ops.internal/console", false],
    ["ops.internal?", false],
    ["ops.internal\\", false],
    ["ops.internal, id.example", false],
    [" ops.internal", false],
    ["", false],
    [null, false],
  ])("C23: Host %j: the console's own origin: %s", (host, isConsole) => {
    expect(isConsoleHost(host, apart)).toBe(isConsole);
    expect(isPublicHost(host, apart)).toBe(!isConsole);
  });

  it("C23: no host but the console's shows its pages, whatever it looks like", () => {
    const near = fc.constantFrom(
      "ops.internal",
      "ops",
      ".internal",
      ":443",
      ":80",
      "@",
      "#",
      "/",
      "\\",
      "%2e",
      "[",
      "]",
    );
    const odd = fc
      .array(fc.oneof(near, fc.string({ maxLength: 3 })), { maxLength: 5 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(odd, (host) => {
        if (isConsoleHost(host, apart)) expect(host.toLowerCase()).toMatch(/^ops\.internal(:0*443)?$/);
      }),
    );
  });

  it("is one for both where the console is on Foyer's", () => {
    expect([isConsoleHost("id.example", same), isPublicHost("id.example", same)]).toEqual([true, true]);
    expect(isPublicHost("anything", same)).toBe(true);
  });

  it("shows no console where there is none", () => {
    expect([isConsoleHost("id.example", {}), isPublicHost("id.example", {})]).toEqual([false, true]);
  });
});
