import { describe, expect, it } from "vitest";
import { toGrants } from "../grants/view";
import { canTry } from "../try/acts.server";
import {
  AUTH_METHODS,
  clientFields,
  FIELD_NAMES,
  toEditedClient,
  toEditFields,
  toFieldText,
  withOwn,
} from "./fields";
import { toClientPatch } from "./hydra-patch";
import { KINDS } from "./kinds";
import { findRisks } from "./risks";
import { toSnippets } from "./snippets";
import { findUnsafe } from "./unsafe";
import { toClientDetails } from "./view";

const CLIENT = {
  client_id: "app",
  client_name: "App",
  client_secret: "$pbkdf2-sha512$x",
  registration_access_token: "ory_at_x",
  redirect_uris: ["https://app.example/callback"],
  grant_types: ["authorization_code", "urn:example:own"],
  response_types: ["code"],
  scope: "openid email",
  audience: [],
  token_endpoint_auth_method: "client_secret_basic",
  skip_consent: false,
  skip_logout_consent: null,
  metadata: { team: 7 },
};

const { raw } = toClientDetails(CLIENT);

/** The form as it is drawn, sent without a change. */
function send(changes: Record<string, unknown> = {}) {
  const shown = FIELD_NAMES.flatMap((name): [string, unknown][] => {
    const text = toFieldText(raw, name);
    if (text === "false" || name.startsWith("skip_")) return [];
    return [
      [name, name === "grant_types" ? text.split("\n").filter((grant) => grant !== "urn:example:own") : text],
    ];
  });
  return clientFields.parse({ ...Object.fromEntries(shown), ...changes });
}

describe("an app", () => {
  it("C11, C25: is shown without its secret and its registration token, whatever a server sends", () => {
    expect(JSON.stringify(toClientDetails(CLIENT))).not.toMatch(/pbkdf2|ory_at_x/);
  });

  it("C9: is shown without a private part of its keys, and gets none", () => {
    const keys = [
      { kty: "RSA", kid: "own", n: "AQAB", e: "AQAB", d: "hush", p: "hush", oth: [{ r: "hush" }] },
      { kty: "oct", kid: "shared", k: "hush" },
    ];
    const known = { ...CLIENT, jwks: { keys } };
    const shown = toClientDetails(known).raw;
    expect(JSON.stringify(shown)).not.toContain("hush");
    expect(shown.jwks).toEqual({
      keys: [
        { kty: "RSA", kid: "own", n: "AQAB", e: "AQAB" },
        { kty: "oct", kid: "shared" },
      ],
    });
    expect(toClientPatch(shown, { ...shown, scope: "openid" })).toEqual([
      { op: "replace", path: "/scope", value: "openid" },
    ]);
    expect(findRisks(known).join()).toContain("private key");
    expect(findRisks(shown).join()).not.toContain("private key");
    expect(findUnsafe({ ...shown, jwks: { keys } }, shown)).toHaveProperty("jwks");
    expect(findUnsafe(shown, {})).not.toHaveProperty("jwks");
  });

  it.each([
    ["REDIRECT_URIS", { REDIRECT_URIS: ["javascript:alert(1)"] }],
    ["Client_Secret", { Client_Secret: "hush" }],
    ["grant_type\u017f", { "grant_type\u017f": ["implicit"] }],
    ["jw\u212as", { "jw\u212as": {} }],
    ["KEYS", { jwks: { KEYS: [] } }],
  ])("C13: gets nothing by the name %s, which Hydra reads as another", (name, more) => {
    expect(findUnsafe({ ...raw, ...more }, raw)).toMatchObject({ [name]: expect.stringContaining("Hydra") });
  });

  it("C28: is called by what is seen, wherever an operator reads its name", () => {
    const client_name = "Sh\u200bop\u202e";
    expect(toClientDetails({ ...CLIENT, client_name }).name).toBe("Sh\\u200bop\\u202e");
    const consent_request = { client: { client_id: "app", client_name } };
    expect(toGrants([{ consent_request }])[0]?.app).toBe("Sh\\u200bop\\u202e");
  });

  it.each(["client_secret", "registration_access_token"])(
    "C11: takes no %s that somebody chose, by any form",
    (name) => {
      expect(findUnsafe({ ...raw, [name]: "hush" }, raw)).toMatchObject({ [name]: expect.any(String) });
    },
  );

  it.each(Object.entries(KINDS))(
    "C13: made by the wizard as %s gets no grant that is not safe",
    (_, { settings }) => {
      expect(findUnsafe(settings)).toEqual({});
      const isPublic = settings.token_endpoint_auth_method === "none";
      expect(isPublic && settings.grant_types.some((grant) => grant === "client_credentials")).toBe(false);
    },
  );

  it("that is saved as it is shown is not changed", () => {
    expect(toEditedClient(raw, send())).toEqual(raw);
  });

  it("that names no grant gets codes, as at Hydra, and names none after a save as shown", () => {
    const unnamed = { ...raw, grant_types: [], response_types: [] };
    const client = toClientDetails(unnamed);
    expect(client.grantTypes).toEqual(["authorization_code"]);
    expect([canTry(client), toSnippets(client, "https://hydra.example").length]).toEqual([true, 1]);
    expect(findRisks(unnamed)).toContainEqual(expect.stringContaining("no logout address"));
    expect(toFieldText(unnamed, "grant_types")).toBe("authorization_code");
    expect(toEditedClient(unnamed, send({ grant_types: "authorization_code" }))).toEqual(unnamed);
    const grants = ["authorization_code", "refresh_token"];
    expect(toEditedClient(unnamed, send({ grant_types: grants }))).toEqual({
      ...unnamed,
      grant_types: grants,
      response_types: ["code"],
    });
  });

  it("keeps what its form does not show, and grants that the form does not know", () => {
    const after = toEditedClient(
      raw,
      send({ client_name: "New", redirect_uris: " https://a.example/ \r\n\r\n" }),
    );
    expect(after).toEqual({ ...raw, client_name: "New", redirect_uris: ["https://a.example/"] });
  });

  it("keeps a way to prove itself, and a form of tokens, that the form does not give to others", () => {
    const own = {
      ...raw,
      token_endpoint_auth_method: "client_secret_jwt",
      access_token_strategy: "own-strategy",
    };
    const shown = {
      client_name: "App",
      token_endpoint_auth_method: "client_secret_jwt",
      access_token_strategy: "own-strategy",
    };
    expect(withOwn(AUTH_METHODS, "client_secret_jwt").map(({ value }) => value)).toContain(
      "client_secret_jwt",
    );
    expect(withOwn(AUTH_METHODS, "none")).toBe(AUTH_METHODS);
    expect(toEditFields(own).parse(shown)).toMatchObject(shown);
    expect(clientFields.safeParse(shown).success).toBe(false);
    expect(
      toEditFields(own).safeParse({ ...shown, token_endpoint_auth_method: "tls_client_auth" }).success,
    ).toBe(false);
  });

  it("that signs people in asks for a code", () => {
    const after = toEditedClient({ ...raw, response_types: [] }, send({ grant_types: "authorization_code" }));
    expect(after.response_types).toEqual(["code"]);
  });

  it("loses what is emptied", () => {
    expect(toEditedClient(raw, send({ grant_types: undefined, scope: "" }))).toMatchObject({
      grant_types: ["urn:example:own"],
      scope: "",
    });
  });

  it("has a name", () => expect(() => send({ client_name: " " })).toThrow());
});

describe("what is written into an app", () => {
  it.each([
    ["redirect_uris", { redirect_uris: ["https://ok.example/", "javascript:x"] }],
    ["post_logout_redirect_uris", { post_logout_redirect_uris: ["http://app.example/"] }],
    ["allowed_cors_origins", { allowed_cors_origins: ["*"] }],
    ["logo_uri", { logo_uri: "data:image/svg+xml,x" }],
    ["client_uri", { client_uri: "javascript:x" }],
    ["policy_uri", { policy_uri: "javascript:x" }],
    ["tos_uri", { tos_uri: "javascript:x" }],
    ["jwks_uri", { jwks_uri: "file:///x" }],
    ["sector_identifier_uri", { sector_identifier_uri: "http://x.example/" }],
    ["backchannel_logout_uri", { backchannel_logout_uri: "gopher://x" }],
    ["frontchannel_logout_uri", { frontchannel_logout_uri: "javascript:x" }],
    ["request_uris", { request_uris: ["javascript:x"] }],
    ["grant_types", { grant_types: ["implicit"] }],
    ["grant_types", { grant_types: ["password"] }],
    ["response_types", { response_types: ["token"] }],
    ["response_types", { response_types: ["code id_token token"] }],
    ["grant_types", { grant_types: ["Implicit"] }],
    ["grant_types", { grant_types: ["\u0130mplicit"] }],
    ["grant_types", { grant_types: ["Password"] }],
    ["response_types", { response_types: ["Token"] }],
    ["response_types", { response_types: ["to\u212aen"] }],
  ])("C13: is nothing unsafe: %s", (name, client) => {
    expect(Object.keys(findUnsafe(client))).toEqual([name]);
    expect(findUnsafe(client, client)).toEqual({});
  });

  it.each(["Authorization_Code", "urn:example:Own", "c\u043ede"])(
    "C13: is no new grant or response type of other letters than theirs: %s",
    (name) => {
      const after = { grant_types: [name], response_types: [name] };
      expect(Object.keys(findUnsafe(after))).toEqual(["grant_types", "response_types"]);
      expect(findUnsafe(after, after)).toEqual({});
    },
  );

  it("C13: is safe where only the safe part of it changed", () => {
    const before = { redirect_uris: ["http://old.example/"], grant_types: ["implicit"] };
    expect(
      findUnsafe({ ...before, redirect_uris: ["http://old.example/", "https://new.example/"] }, before),
    ).toEqual({});
  });
});

describe("what is worth a look", () => {
  const risksOf = (changes: Record<string, unknown>) =>
    findRisks({ ...raw, backchannel_logout_uri: "https://app.example/logout", ...changes });

  it("is nothing at an app as the wizard makes it", () => expect(risksOf({})).toEqual([]));

  it("is nothing at an app of one's own on this machine, whichever of its names it has", () => {
    for (const host of ["localhost", "app.localhost", "127.0.0.1", "127.0.0.2", "[::1]"])
      expect(risksOf({ skip_consent: true, redirect_uris: [`http://${host}:3000/callback`] }), host).toEqual(
        [],
      );
  });

  it.each([
    ["implicit flow", { grant_types: ["implicit"] }],
    ["implicit flow", { grant_types: ["Implicit"] }],
    ["implicit flow", { grant_types: ["\u0130mplicit"] }],
    ["implicit flow", { response_types: ["Token"] }],
    ["implicit flow", { response_types: ["to\u212aen"] }],
    ["password grant", { grant_types: ["PASSWORD"] }],
    ["password grant", { grant_types: ["password"] }],
    ["https", { redirect_uris: ["http://app.example/"] }],
    ["origin", { allowed_cors_origins: ["*"] }],
    ["PKCE", { token_endpoint_auth_method: "none" }],
    [
      "Hydra refuses client_credentials",
      { token_endpoint_auth_method: "none", grant_types: ["client_credentials"] },
    ],
    ["another app", { skip_consent: true, redirect_uris: ["org.example.app:/callback"] }],
    ["sign out", { backchannel_logout_uri: "" }],
  ])("C13: is %s", (words, changes) => expect(risksOf(changes).join(" ")).toContain(words));
});

it("what is taken out of an app as JSON is emptied, as Hydra keeps what is absent", () => {
  const before = {
    policy_uri: "https://app.example/policy",
    contacts: ["ada"],
    skip_consent: true,
    jwks: { keys: [] },
    jwt_bearer_grant_access_token_lifespan: "1h0m0s",
    client_name: "App",
  };
  const written = toClientPatch(before, { client_name: "App" });
  expect(written).toEqual([
    { op: "replace", path: "/policy_uri", value: "" },
    { op: "replace", path: "/contacts", value: [] },
    { op: "replace", path: "/skip_consent", value: false },
    { op: "replace", path: "/jwks", value: null },
    { op: "replace", path: "/jwt_bearer_grant_access_token_lifespan", value: null },
  ]);
});

it("C28: what an app is called breaks out of no snippet", () => {
  const hostile = `a'"; rm -rf $(x) \`y\``;
  const client = toClientDetails({
    ...CLIENT,
    client_id: hostile,
    grant_types: ["client_credentials"],
    scope: hostile,
  });
  const [curl] = toSnippets(client, "https://hydra.example");
  expect(curl?.code).toContain(`--user 'a'\\''"; rm -rf $(x) \`y\`'`);
  const [node] = toSnippets({ ...client, grantTypes: ["authorization_code"] }, "https://hydra.example");
  expect(node?.code).toContain(JSON.stringify(hostile));
});

it("C28: no snippet holds a sign that types on in a terminal, or hides what it says", () => {
  const scope = "read a\u001b[201~\u0015b c\u009bd e\u202ef";
  const client = toClientDetails({
    ...CLIENT,
    grant_types: ["client_credentials", "authorization_code"],
    scope,
  });
  const snippets = toSnippets(client, "https://hydra.example").map(({ code }) => code);
  for (const code of snippets) expect(code).toMatch(/^[\x20-\x7e\n]+$/);
  expect(snippets.join()).toContain("'scope=read'");
});
