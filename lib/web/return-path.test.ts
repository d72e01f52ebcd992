import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

let toReturnPath: typeof import("./return-path").toReturnPath;

beforeAll(async () => {
  setEnvironment();
  ({ toReturnPath } = await import("./return-path"));
});

it("F7: a choice leads back to the page it was made on, with all of its address", () => {
  for (const path of ["/auth/", "/auth/login?flow=a&x=%2F", "/auth/consent?consent_challenge=abc%3D"])
    expect(toReturnPath(path)).toBe(path);
});

it.each([
  undefined,
  "",
  "https://evil.example/",
  "//evil.example/",
  "/login",
  "/author/",
  "/auth",
  "/\\evil.example",
  "/\t/evil.example",
  "login",
  "/auth/self-service/methods/oidc/callback/acme?code=x",
  "/auth/x/../self-service/logout",
  "/auth/../login",
  "/auth/\u0000",
])("F7: a choice does not lead to %j", (path) => expect(toReturnPath(path)).toBe("/auth/"));

it("F7: wherever a choice leads is on this origin", () => {
  const piece = fc.constantFrom(
    ..."/ // \\ @ : ? # .. evil.example https: %2f %5c login".split(" "),
    "\t",
    "\n",
    "é",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => `/auth/${pieces.join("")}`),
      ),
      (path) => {
        expect(new URL(toReturnPath(path), "https://id.example").origin).toBe("https://id.example");
        expect(toReturnPath(path)).toMatch(/^\/auth\//);
      },
    ),
  );
});
