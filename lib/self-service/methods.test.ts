import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { toSecurityState } from "@/lib/account/security-state";
import { parseFlowForm } from "@/lib/relay/form/relay-body";
import { readRelayedForm } from "@/lib/relay/form/relay-form";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import en from "@/locales/en/ui.json";
import { toTestTranslate } from "@/tests/support/translate";
import { METHOD_NAMES, SECRET_FIELDS } from "./method-facts";
import { METHODS, type Method } from "./methods";
import { toChangeKind } from "./settings-change";
import { toFlowView } from "./to-flow-view";

/** A method that Kratos might have one day: one more entry of the table, and nothing else. */
vi.mock("./methods", async (importOriginal) => {
  const { METHODS: shipped } = await importOriginal<typeof import("./methods")>();
  const voiceprint = {
    buttonOnly: ["login"],
    testId: "voice-flow",
    fields: { voice_code: "digits" },
    settings: {
      section: 3.5,
      state: { on: "settings.totp.on", off: "settings.totp.off" },
      changes: ["voice_remove"],
      removals: { voice_remove: "settings.confirm.totp_unlink" },
    },
    credential: { protects: "secondFactor", on: ["voice_remove"], off: ["voice_code"] },
    isSecondStep: true,
    amr: ["vbm"],
  };
  return { METHODS: { ...shipped, voiceprint } };
});

const BASE = "https://kratos.example";

function draw(kind: "login" | "settings", nodes: [group: string, name: string, type: string][]) {
  const flow = {
    id: "f",
    ui: {
      action: `${BASE}/self-service/${kind}?flow=f`,
      method: "POST",
      nodes: nodes.map(([group, name, type]) => ({
        type: "input",
        group,
        attributes: { name, type, value: "1" },
        messages: [],
        meta: {},
      })),
    },
  };
  return toFlowView(parseFlow(flow), { kind, t: toTestTranslate(), kratosBrowserUrl: BASE, publicUrl: BASE });
}

describe("a new method", () => {
  it("gets its form, its hook, its hidden secret and no shared field from its entry alone", () => {
    const { forms } = draw("login", [
      ["voiceprint", "voice_code", "text"],
      ["voiceprint", "method", "submit"],
      ["default", "identifier", "text"],
      ["password", "password", "password"],
      ["password", "method", "submit"],
    ]);
    expect(forms.map(({ testId }) => testId)).toEqual(["login-flow", "voice-flow"]);
    const [code] = forms[1]?.nodes ?? [];
    expect(code).toMatchObject({
      name: "voice_code",
      value: "",
      isCode: true,
      autocomplete: "one-time-code",
    });
    expect(SECRET_FIELDS).toContain("voice_code");
  });

  it("gets its section, its state and its removal from its entry alone", () => {
    const { forms } = draw("settings", [
      ["oidc", "link", "submit"],
      ["voiceprint", "voice_remove", "submit"],
      ["password", "password", "password"],
    ]);
    expect(forms.map(({ group }) => group)).toEqual(["password", "voiceprint", "oidc"]);
    expect(forms[1]).toMatchObject({ lead: "<settings.totp.on>", nodes: [{ role: "danger" }] });
    expect(toChangeKind(new URLSearchParams("voice_remove=1"))).toBe("voice_remove");
  });

  it("counts as a second step in the account, and in what is limited, from its entry alone", () => {
    const node = { group: "voiceprint", attributes: { name: "voice_remove" } };
    const settings = parseFlow({ ui: { nodes: [node] } }).ui.nodes;
    const session = { id: "s", active: true } as Parameters<typeof toSecurityState>[0];
    expect(toSecurityState(session, { settings }).secondFactor).toBe("on");
    const body = new TextEncoder().encode("voice_code=123456");
    const form = readRelayedForm(
      "login",
      parseFlowForm("application/x-www-form-urlencoded", body),
      new URLSearchParams(),
    );
    expect(form.hasSecondFactor).toBe(true);
    expect(METHOD_NAMES).toContain("voiceprint");
  });
});

/** The methods that a browser sends under their own name, and whose names mean nothing else. */
const TELLING = ["totp", "lookup_secret", "webauthn", "passkey", "saml"];

/**
 * Overview lines are named after what they are about; Kratos' admin API has its own list of what it removes and counts, and its
 * schemas their own keyword of each.
 */
const ASPECTS = [
  "components/account/security-lines.ts",
  "lib/account/security-state.ts",
  "lib/console/identities/credential-names.ts",
  "lib/console/identities/repair-acts.server.ts",
  "lib/doctor/check-passkeys.ts",
];

describe("the table of methods", () => {
  it("is the only place in production code that names one", () => {
    const files = ["lib", "components", "app", "server", "client"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    );
    const naming = files
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !ASPECTS.includes(file))
      .filter((file) => {
        const text = readFileSync(file, "utf8");
        return TELLING.some((method) => text.includes(`"${method}"`) || text.includes(`  ${method}: `));
      });
    expect(naming).toEqual(["lib/self-service/methods.ts"]);
  });

  it("has the words of everything in it in the catalogue, where the compiler does not say so", () => {
    const shipped = Object.entries<Method>(METHODS).filter(([name]) => name !== "voiceprint");
    const keys = shipped.flatMap(([name, { settings, amr }]) => [
      ...(amr ? [`method.${name}`] : []),
      ...(settings ? [`settings.${name}.title`] : []),
      ...(settings?.changes ?? []).map((change) => `login.waiting.${change}`),
    ]);
    expect(keys.filter((key) => !Object.hasOwn(en, key))).toEqual([]);
  });
});
