import { describe, expect, it } from "vitest";
import { toSite, toSites } from "./sites";

const publicUrl = { origin: "https://id.example", basePath: "/auth", href: "https://id.example/auth" };
const site = { host: "id.example", basePath: "/auth" };
const console = { host: "ops.example", basePath: "/tools" };

describe("C23: whose address a request came to", () => {
  it.each(["ops.example", "OPS.example", "ops.example:443"])("is the console's for %s", (host) => {
    expect(toSite(host, { site, console })).toBe(console);
  });

  it.each([
    undefined,
    "",
    "id.example",
    "ops.example.evil.example",
    "ops.example:8443",
    "evil@ops.example",
    "ops.example#",
    "ops.example.",
    " ops.example",
  ])("is everybody's for %j", (host) => {
    expect(toSite(host, { site, console })).toBe(site);
  });

  it("is everybody's whatever is named, without a console of its own origin", () => {
    expect(toSites({ publicUrl } as never)).toEqual({ site });
    expect(toSite("ops.example", { site })).toBe(site);
  });
});
