import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_TIMEOUT_MS } from "@/tests/unit/environment";
import { findRule } from "./relay";

const RUNS = { numRuns: 50_000 };

const ALLOWED = [
  ...["login", "registration", "recovery", "verification", "settings"].flatMap((flow) => [
    `/self-service/${flow}`,
    `/self-service/${flow}/browser`,
  ]),
  "/self-service/logout",
  "/self-service/logout/browser",
  "/self-service/methods/oidc/callback",
  "/self-service/methods/oidc/callback/acme",
];

/** Written without the relay's own expressions: split and compare. */
function isAllowed(path: string): boolean {
  const callback = "/self-service/methods/oidc/callback/";
  if (ALLOWED.includes(path)) return true;
  const provider = path.startsWith(callback) ? path.slice(callback.length) : "";
  return provider.length <= 128 && /^[A-Za-z0-9]/.test(provider) && !/[^A-Za-z0-9_.~-]/.test(provider);
}

describe("the relay's path matcher (P2)", () => {
  it("lets through the list of architecture §3 and nothing that merely looks like it", {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    for (const path of ALLOWED) expect(findRule("GET", path), path).toBeDefined();
    const piece = fc.constantFrom(
      ..."/ // . .. %2f %2e %5c %00 \\ ; ? # self-service Self-Service login LOGIN browser logout settings methods oidc callback admin identities api flows acme ~ - _ x é \n".split(
        " ",
      ),
    );
    const built = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    const mutated = fc
      .tuple(fc.constantFrom(...ALLOWED), fc.nat(60), fc.string({ maxLength: 3 }), fc.nat(3))
      .map(([path, at, insert, remove]) => path.slice(0, at) + insert + path.slice(at + remove));
    fc.assert(
      fc.property(
        fc.oneof(built, mutated, fc.string()),
        (path) => (findRule("GET", path) !== undefined) === isAllowed(path),
      ),
      RUNS,
    );
  });

  it("knows no method but GET and POST, and POST only where forms go", () => {
    for (const path of ALLOWED) {
      for (const method of ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "get", "post", "", "__proto__"]) {
        expect(findRule(method, path), `${method} ${path}`).toBeUndefined();
      }
      const takesForms = !/\/(browser|logout|callback)$/.test(path);
      expect(findRule("POST", path) !== undefined, path).toBe(takesForms);
    }
  });

  it("exempts a provider's callback from the origin check, and nothing else (F6)", () => {
    const exempt = ALLOWED.filter((path) => findRule("POST", path)?.acceptsCrossSite);
    expect(exempt).toEqual(["/self-service/methods/oidc/callback/acme"]);
  });
});
