import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_TIMEOUT_MS } from "@/tests/unit/environment";
import { findRules, isMailLink, requireRule } from "./relay-rules";

const RUNS = { numRuns: 50_000 };

const FLOWS = ["login", "registration", "recovery", "verification", "settings"];

const BEGINNING = FLOWS.map((flow) => `/self-service/${flow}/browser`);

const ALLOWED = [
  ...FLOWS.map((flow) => `/self-service/${flow}`),
  ...BEGINNING,
  "/self-service/logout",
  "/self-service/logout/browser",
  "/self-service/methods/oidc/callback",
  "/self-service/methods/oidc/callback/acme",
  "/self-service/methods/oidc/organization/b8d61a4e-5ef0-4a4c-a2a1-0f6a2b1c9d3e/callback/acme",
];

const isId = (text: string) =>
  text.length === 36 && [...text].every((c) => "0123456789abcdefABCDEF-".includes(c));

/** Written without the relay's own expressions: split and compare. */
function isAllowed(path: string): boolean {
  if (ALLOWED.includes(path)) return true;
  const pieces = path.split("/");
  const provider = pieces.pop() ?? "";
  const [organization] = pieces[4] === "organization" ? pieces.splice(4, 2).slice(1) : [];
  if (organization !== undefined && !isId(organization)) return false;
  if (pieces.join("/") !== "/self-service/methods/oidc/callback") return false;
  return provider.length <= 128 && /^[A-Za-z0-9]/.test(provider) && !/[^A-Za-z0-9_.~-]/.test(provider);
}

const allows = (method: string, path: string) => findRules(method, path).length > 0;
const search = (method: string, target: string) =>
  requireRule(method, new URL(target, "http://inner.invalid")).search;

describe("the relay's path matcher (P2)", () => {
  it("lets through the list of architecture §3 and nothing that merely looks like it", {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    for (const path of ALLOWED) expect(allows("GET", path) || allows("POST", path), path).toBe(true);
    const piece = fc.constantFrom(
      ..."/ // . .. %2f %2e %5c %00 \\ ; ? # self-service Self-Service login LOGIN browser logout settings methods oidc callback acme admin identities api flows acme ~ - _ x é \n".split(
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
        (path) => (allows("GET", path) || allows("POST", path)) === isAllowed(path),
      ),
      RUNS,
    );
  });

  it("knows no method but GET and POST, and POST only where forms go", () => {
    for (const path of ALLOWED) {
      for (const method of ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "get", "post", "", "__proto__"]) {
        expect(findRules(method, path), `${method} ${path}`).toEqual([]);
      }
      const takesForms = !/\/(browser|logout|callback)$|\/organization\//.test(path);
      expect(allows("POST", path), path).toBe(takesForms);
    }
  });

  it("exempts a provider's callback from the origin check, and nothing else (F6)", () => {
    const exempt = ALLOWED.filter((path) => findRules("POST", path).some((rule) => rule.acceptsCrossSite));
    expect(exempt).toEqual(["/self-service/methods/oidc/callback/acme"]);
  });
});

/** Every shape of a GET that reaches Kratos: what must stand in the address, and what may. */
const SHAPES: Record<string, { needs: string[]; takes?: string[] }[]> = {
  "/self-service/recovery": [],
  "/self-service/verification": [],
  "/self-service/settings": [{ needs: ["flow"], takes: ["change"] }],
  "/self-service/logout": [{ needs: [], takes: ["token", "return_to"] }],
  ...Object.fromEntries(
    ["recovery", "verification", "settings", "logout"].map((kind) => [
      `/self-service/${kind}/browser`,
      [{ needs: [], takes: ["return_to"] }],
    ]),
  ),
  ...Object.fromEntries(
    ["login", "registration"].map((kind) => [
      `/self-service/${kind}/browser`,
      [
        {
          needs: [],
          takes:
            "return_to after_verification_return_to login_challenge refresh aal via organization identity_schema".split(
              " ",
            ),
        },
      ],
    ]),
  ),
};

/** Every shape of a POST's address, its parameters sorted, and what of it reaches Kratos. */
const FORM_SHAPES: Record<string, Record<string, string>> = {
  login: { flow: "flow", "flow return_to": "flow" },
  registration: { flow: "flow", "flow return_to": "flow" },
  recovery: { flow: "flow", "flow token": "flow token" },
  verification: { flow: "flow", "flow token": "flow token", "code flow": "code flow" },
  settings: { flow: "flow" },
};

/** Everything that some route of Kratos' reads from an address or a form, and a few that none does. */
const NAMES =
  "flow token code change return_to after_verification_return_to login_challenge refresh aal via organization identity_schema method provider link unlink traits traits.email csrf_token email password identifier resend screen id_token id_token_nonce upstream_parameters upstream_parameters.prompt transient_payload totp_unlink webauthn_remove passkey_remove lookup_secret_reveal lookup_secret_disable session_token FLOW Flow flow[] flow%00 x".split(
    " ",
  );

const query = fc
  .uniqueArray(fc.constantFrom(...NAMES), { maxLength: 4 })
  .map((names) => names.map((name) => `${encodeURIComponent(name)}=v`).join("&"));

describe("the relay's closed list of addresses (P17)", () => {
  it("O24: a form's destination is kept from Kratos, which would take it for the flow's", () => {
    for (const kind of ["login", "registration"]) {
      const path = `/self-service/${kind}?flow=f`;
      expect(search("POST", `${path}&return_to=https%3A%2F%2Fid.example`)).toBe("?flow=f");
      expect(() => search("POST", `${path}&return_to=a&return_to=b`)).toThrow("400");
    }
    expect(() => search("POST", "/self-service/settings?flow=f&return_to=a")).toThrow("404");
  });

  it("D4: no address that is opened, or loaded as a picture, names whom to write to", () => {
    for (const kind of FLOWS) {
      for (const name of ["email", "EMAIL", "traits.email", "traits", "identifier", "address"]) {
        for (const rest of ["flow=f", "flow=f&code=1", "flow=f&token=t"]) {
          const target = `/self-service/${kind}?${rest}&${name}=a`;
          expect(() => search("GET", target), target).toThrow("404");
        }
      }
    }
  });

  it("P17: sign-in and registration are submitted by POST alone, whatever the query", {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom("/self-service/login", "/self-service/registration"),
        fc.oneof(query, fc.string()),
        fc.constantFrom("GET", "HEAD"),
        (path, given, method) => {
          const url = new URL(path, "http://inner.invalid");
          url.search = given;
          expect(() => requireRule(method, url)).toThrow("404");
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it("P17: a GET reaches Kratos in one of the listed shapes, with not one parameter more", {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(SHAPES)), query, (path, given) => {
        const names = given === "" ? [] : [...new URLSearchParams(given).keys()];
        const isListed = (SHAPES[path] ?? []).some(
          ({ needs, takes = [] }) =>
            needs.every((name) => names.includes(name)) &&
            names.every((name) => [...needs, ...takes].includes(name)),
        );
        const ask = () => search("GET", `${path}?${given}`);
        if (!isListed) expect(ask).toThrow("404");
        else
          expect([...new URLSearchParams(ask()).keys()]).toEqual(names.filter((name) => name !== "change"));
      }),
      { numRuns: 20_000 },
    );
  });

  it("P17: the address of a form names its flow, and nothing that belongs into the form", {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...FLOWS), query, (flow, given) => {
        const ask = () => search("POST", `/self-service/${flow}?${given}`);
        const names = [...new URLSearchParams(given).keys()].toSorted().join(" ");
        const sent = FORM_SHAPES[flow]?.[names];
        if (sent === undefined) expect(ask).toThrow("404");
        else expect([...new URLSearchParams(ask()).keys()].toSorted().join(" ")).toBe(sent);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ["/self-service/settings?flow=a&flow=b", "400"],
    ["/self-service/settings?flow=a&fl%6fw=b", "400"],
    ["/self-service/settings?flow=a&fl%6fw", "400"],
    ["/self-service/settings?flow=", "404"],
    ["/self-service/settings?flow=a&=b", "404"],
    ["/self-service/settings?flow=a&l%69nk=acme", "404"],
    ["/self-service/settings?flow=a;link=acme&flow=b", "400"],
    ["/self-service/recovery?flow=a&token=1", "404"],
    ["/self-service/verification?flow=a&code=1", "404"],
    ["/self-service/login/browser?refresh=true&refresh=true", "400"],
    ["/self-service/login/browser?refresh=true&provider=acme", "404"],
    ["/self-service/login/browser?utm_source=mail&provider=acme", "404"],
  ])("P17: GET %s is %s", (target, status) => {
    expect(() => search("GET", target)).toThrow(status);
  });

  it.each([
    ["/self-service/verification?flow=a%2Fb&code=1", "?flow=a%2Fb&code=1"],
    ["/self-service/verification?utm_source=mail&flow=a&utm_medium=e%20mail&code=1&", "?flow=a&code=1"],
  ])(
    "the button of a mail's link sends it byte for byte, but for what mail services add: %s",
    (target, sent) => {
      expect(search("POST", target)).toBe(sent);
      expect(isMailLink(new URL(target, "http://inner.invalid"))).toBe(true);
    },
  );

  it("F18: a mail's link without what proves who reads it, or with both proofs, is none", () => {
    for (const query of ["flow=a&code=", "flow=a&token=", "flow=a&code=1&token=2", "token=1"])
      expect(() => search("POST", `/self-service/verification?${query}`), query).toThrow("404");
  });

  it.each([
    ["/self-service/settings?flow=a&change=b", "?flow=a"],
    ["/self-service/settings/browser?utm_campaign=x", ""],
    ["/self-service/login/browser?return_to=https%3A%2F%2Fa.example%2F%3Fx%3D1", undefined],
    [
      "/self-service/methods/oidc/callback/google?state=s&code=c&scope=a+b&authuser=0&hd=x&prompt=none&iss=https%3A%2F%2Fi",
      undefined,
    ],
    ["/self-service/methods/oidc/callback/acme?error=access_denied&error_description=no&state=s", undefined],
    ["/self-service/methods/oidc/callback?state=s&code=c&session_state=a&utm_source=theirs", undefined],
    [
      "/self-service/methods/oidc/organization/b8d61a4e-5ef0-4a4c-a2a1-0f6a2b1c9d3e/callback/acme?state=s&code=c&iss=i",
      undefined,
    ],
    [
      "/self-service/methods/oidc/callback/x?oauth_token=t&oauth_verifier=v&denied=d&state=s&state=2",
      undefined,
    ],
  ])("what is on the list travels byte for byte, but for what Kratos has no use for: %s", (target, sent) => {
    expect(search("GET", target)).toBe(sent ?? target.slice(target.indexOf("?")));
  });
});
