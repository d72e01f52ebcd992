import { describe, expect, it } from "vitest";
import { loadTranslator } from "@/lib/i18n/languages";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import type { FlowKind } from "@/lib/self-service/view";
import { getFixture, toFixtureOptions } from "@/tests/fixtures/fixtures";

async function say(language: string, reason: string, kind: FlowKind = "login") {
  const message = { id: 4000001, type: "error", text: reason, context: { reason } };
  const t = await loadTranslator(language);
  const { flow } = getFixture("login-all-initial");
  const view = toFlowView(
    parseFlow({ ...flow, ui: { ...(flow.ui as object), messages: [message] } }),
    toFixtureOptions(kind, { t, locale: language }),
  );
  return view.messages[0]?.text;
}

const CODE_USED = "The code was already used. Please request another code.";

describe("a reason that Kratos v1.3.1 has no message for", () => {
  it.each([
    [
      "The request was submitted too often. Please request another code.",
      "Zu viele Versuche. Fordern Sie einen neuen Code an.",
    ],
    [
      'Unable to complete OpenID Connect flow because the OpenID Provider returned error "access_denied": no',
      "Der Anbieter hat Sie nicht angemeldet",
    ],
    [
      "Unable to sign in with X because the user denied the request.",
      "Der Anbieter hat Sie nicht angemeldet",
    ],
    [
      "Unable to complete OpenID Connect flow because the state parameter is invalid.",
      "Der Weg zurück vom Anbieter ging verloren",
    ],
    [
      "Unable to parse WebAuthn response: EOF",
      "Das hat nicht geklappt. Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.",
    ],
  ])("is said in the page's language: %s", async (reason, said) => {
    expect(await say("de", reason)).toBe(said);
    expect(await say("en", reason)).toBe(reason);
    expect(await say("he", reason)).not.toContain(reason);
  });

  it.each([
    ["login", "Anmeldecode"],
    ["registration", "Registrierungscode"],
    ["recovery", "Wiederherstellungscode"],
    ["verification", "Bestätigungscode"],
  ] as const)("is said of the code that a %s asks for", async (kind, word) => {
    expect(await say("de", CODE_USED, kind)).toContain(word);
  });

  it("stays as it was sent where nobody knows it, or what somebody typed stands in it", async () => {
    for (const reason of ["Ask at the desk.", `Ada says: ${CODE_USED}`, `${CODE_USED} Or not.`])
      expect(await say("de", reason)).toBe(reason);
  });
});

it.each(["login-code-sent", "registration-code-sent", "verification-code-sent"])(
  "a code that went to a telephone is not said to be in an email: %s",
  async (name) => {
    const { flow, kind } = getFixture(name);
    const said = async (language: string, address: string) => {
      const sent = JSON.stringify(flow).replaceAll(/[\w.-]+@foyer\.example/g, address);
      const options = toFixtureOptions(kind, { t: await loadTranslator(language) });
      return toFlowView(parseFlow(JSON.parse(sent)), options).messages.map(({ text }) => text);
    };
    expect(await said("de", "+436601234567")).toEqual(["Wir haben Ihnen einen Code gesendet."]);
    expect(await said("de", "ada@foyer.example")).toEqual([expect.stringContaining("E-\u2060Mail")]);
    expect(await said("en", "+436601234567")).toEqual([expect.stringContaining("An email containing a")]);
  },
);
