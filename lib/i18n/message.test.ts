import { describe, expect, it } from "vitest";
import { isRecord, type Json } from "@/lib/json";
import { languages } from "../../locales";
import kratos from "../../locales/en/kratos.json" with { type: "json" };
import kratosOfJapanese from "../../locales/ja/kratos.json" with { type: "json" };
import { getFixtures } from "../../tests/fixtures/fixtures";
import { toKratosMessage } from "./kratos-message";
import { getEnglish, loadTranslator } from "./languages";
import { toMessageView } from "./message";
import { toTranslator } from "./translator";

const t = getEnglish();

const read = (sent: unknown) => toKratosMessage(sent);

/** Every object that looks like a Kratos message, anywhere in the recorded flows. */
function findMessages(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(findMessages);
  if (!isRecord(value)) return [];
  const inside = Object.values(value).flatMap(findMessages);
  return typeof value.id === "number" && typeof value.text === "string" ? [value, ...inside] : inside;
}

const recorded = getFixtures().flatMap(({ flow }) => findMessages(flow));

describe("a message of Kratos", () => {
  it("reads in English exactly as Kratos wrote it, for every message on record", () => {
    expect(recorded.length).toBeGreaterThan(1000);
    for (const message of recorded) {
      expect(toMessageView(read(message), t)?.text, String(message.id)).toBe(message.text);
    }
  });

  it("asks for another try where nobody told whether a password was leaked", async () => {
    const german = await loadTranslator("de");
    for (const reason of [
      "GET https://leaks.example/range/29457 giving up: connection refused: unable to check if password has been leaked because an unexpected network error occurred",
      "503: unexpected status code",
    ]) {
      const text = `The password can not be used because ${reason}.`;
      const sent = read({ id: 4000005, text, type: "error", context: { reason } });
      expect(toMessageView(sent, t)?.text).toBe("Try again in a moment.");
      expect(toMessageView(sent, german)?.text).toBe(german("problem.upstream-unavailable.next"));
    }
  });

  it("keeps why a password cannot be used, whatever it names", () => {
    const reason = "it is too similar to the user identifier";
    const text = `The password can not be used because ${reason}.`;
    expect(toMessageView(read({ id: 4000005, text, type: "error", context: { reason } }), t)?.text).toBe(
      text,
    );
  });

  it("names a missing field by its label, where Kratos names it by its key", async () => {
    const text = "Property traits.email is missing.";
    const missing = read({ id: 4000002, text, type: "error", context: { property: "traits.email" } });
    for (const [language, sentence] of [
      ["de", "Die Angabe E-Mail fehlt."],
      ["ja", "E-Mailが入力されていません。"],
      ["en", text],
    ] as const)
      expect(toMessageView(missing, await loadTranslator(language), "E-Mail")?.text).toBe(sentence);
    const german = await loadTranslator("de");
    expect(toMessageView(missing, german)?.text).toBe("Die Angabe traits.email fehlt.");
    const reworded = read({ id: 4000002, text: "We need it.", type: "error" });
    expect(toMessageView(reworded, german, "E-Mail")?.text).toBe("We need it.");
  });

  it("says that an account exists, and what opens it (login_hints)", async () => {
    const text =
      "You tried signing in with ada@example.org which is already in use by another account. You can sign in using " +
      "your password, social sign in, or your passkey. You can sign in using one of the following social sign in " +
      "providers: Acme.";
    const context = {
      available_credential_types: ["password", "oidc", "passkey"],
      available_oidc_providers: ["acme"],
      credential_identifier_hint: "ada@example.org",
    };
    const say = async (language: string, message: object) =>
      toMessageView(
        read({ id: 4000028, text, type: "error", context, ...message }),
        await loadTranslator(language),
      )?.text;
    expect(await say("de", {})).toBe(
      "Ein Konto mit derselben Kennung (E-\u2060Mail-Adresse, Telefonnummer, Benutzername …) gibt es bereits. " +
        "Anmelden: Passwort, Acme oder ein Passkey",
    );
    expect(await say("ja", { context: {} })).toBe(kratosOfJapanese["4000007"]);
    expect(await say("en", {})).toBe(text);
    expect(await say("de", { text: "Ask your branch." })).toBe("Ask your branch.");
  });

  it("is in the page's language where a name in it has another direction than English (O11)", async () => {
    const text = "Sign in with المرفأ";
    const sent = read({ id: 1010002, text, context: { provider: "المرفأ", provider_id: "harbour" } });
    expect(toMessageView(sent, await loadTranslator("ar"))?.text).toBe("تسجيل الدخول عبر \u2068المرفأ\u2069");
    expect(toMessageView(sent, await loadTranslator("de"))?.text).toBe("Mit \u2068المرفأ\u2069 anmelden");
    expect(toMessageView(sent, t)?.text).toBe("Sign in with \u2068المرفأ\u2069");
  });

  it("is kept from turning, where it stays in Kratos' words on a page from right to left (O11)", async () => {
    const text = 'The provider said "no": sorry.';
    const sent = read({ id: 4000001, text, type: "error", context: { reason: text } });
    expect(toMessageView(sent, await loadTranslator("he"))?.text).toBe(`\u2068${text}\u2069`);
    expect(toMessageView(sent, await loadTranslator("de"))?.text).toBe(text);
    const unknown = read({ id: 1, text, type: "error" });
    expect(toMessageView(unknown, await loadTranslator("he"))?.text).toBe(`\u2068${text}\u2069`);
  });

  it("says that a passkey has no name in the page's language, and a name as it was given", async () => {
    const german = await loadTranslator("de");
    const say = (display_name: string, language = german) => {
      const text = `Remove passkey "${display_name}"`;
      return toMessageView(read({ id: 1050020, text, context: { display_name } }), language)?.text;
    };
    expect([say("unnamed"), say("Blue key")]).toEqual([
      "Passkey „ohne Namen“ entfernen",
      "Passkey „Blue key“ entfernen",
    ]);
    expect(say("unnamed", t)).toBe('Remove passkey "unnamed"');
  });

  it.each([
    ["email", "Geben Sie eine gültige E-\u2060Mail-Adresse ein"],
    ["tel", "Geben Sie eine gültige Telefonnummer ein"],
  ])(
    "says in the page's language what no %s is, which v1.3.1 says by a format's name",
    async (format, said) => {
      const text = `"is not valid "uri"" is not valid "${format}"`;
      const refused = read({ id: 4000001, text, type: "error", context: { reason: text } });
      expect(toMessageView(refused, await loadTranslator("de"))?.text).toBe(said);
      expect(toMessageView(refused, t)?.text).toBe(text);
    },
  );

  it.each([
    [4000001, 'value must be one of "red", "blue"'],
    [4000001, "value must be 3"],
    [4000001, "not failed"],
    [4000001, "anyOf failed"],
    [4000001, "valid against schemas at indexes 0 and 1"],
    [4000001, '"31 May" is not valid "date"'],
    [4000026, "expected number or null, but got string"],
    [4000029, "must be equal to constant true"],
    [4000030, "const failed"],
  ])("%i says in every language but English that a value is not the one asked for: %s", async (id, text) => {
    const refused = read({ id, text, type: "error", context: { reason: text } });
    for (const locale of Object.keys(languages).filter((name) => name !== "en")) {
      const language = await loadTranslator(locale);
      const said = toMessageView(refused, language);
      expect(said, locale).toEqual({ id, tone: "error", text: language.kratos(4000030, () => ({})) });
      expect(said?.text, locale).not.toContain(text);
    }
    expect(toMessageView(refused, t)?.text).toBe(text);
  });

  it("is of no known language where it stays in somebody else's words, and only there", async () => {
    const hook = read({
      id: 4000001,
      text: "Not <b>you</b>.",
      type: "error",
      context: { reason: "Not <b>you</b>." },
    });
    const own = read({ id: 1234, text: "Ask at the desk.", type: "error" });
    const reworded = read({ id: 4000002, text: "We need it.", type: "error" });
    const german = await loadTranslator("de");
    for (const message of [hook, own, reworded])
      expect(toMessageView(message, german)?.isForeign, message?.text).toBe(true);
    for (const message of [own, reworded]) expect(toMessageView(message, t)?.isForeign).toBe(true);
    const known = read({
      id: 4000002,
      text: "Property a is missing.",
      type: "error",
      context: { property: "a" },
    });
    expect(toMessageView(known, german)).not.toHaveProperty("isForeign");
    expect(toMessageView(known, t)).not.toHaveProperty("isForeign");
  });

  it("is in the catalogue by its id, for every id on record", () => {
    const ids = new Set(recorded.map(({ id }) => String(id)));
    expect([...ids].filter((id) => !Object.hasOwn(kratos, id))).toEqual([]);
  });

  it("is in the catalogue for every id of newer servers that has a sentence of its own", () => {
    const newer = [
      1010024, 1010025, 1050023, 1060004, 1060005, 1060006, 1060007, 1070016, 1070017, 1070018, 1080004,
      1080005, 4000039, 4000040, 4000041, 4000042, 4000043, 4000044, 4000045, 4000046, 4010011, 4050002,
      5000002, 5000003,
    ];
    expect(newer.filter((id) => !Object.hasOwn(kratos, id))).toEqual([]);
  });

  it.each([
    [
      1010014,
      "A code was sent to the address you provided. If you didn't receive it, please check the spelling of the address and try again.",
    ],
    [
      1040005,
      "A code has been sent to the address(es) you provided. If you have not received a message, check the spelling of the address and retry the registration.",
    ],
  ])("%i says no more than Kratos: a newer server's code may go by SMS", (id, own) => {
    const german = toTranslator(
      "de",
      {
        ui: { "flow.codeSent": "Der Code ist unterwegs." },
        kratos: { [id]: "Eine E-Mail mit einem Code ist unterwegs." },
      },
      { ui: {}, kratos },
    );
    const neutral = { id, text: own, type: "info" };
    expect(toMessageView(read(neutral), t)?.text).toBe(neutral.text);
    expect(toMessageView(read(neutral), german)?.text).toBe("Der Code ist unterwegs.");
    const byMail = { ...neutral, text: kratos[id === 1010014 ? "1010014" : "1040005"] };
    expect(toMessageView(read(byMail), t)?.text).toBe(byMail.text);
    expect(toMessageView(read(byMail), german)?.text).toBe("Eine E-\u2060Mail mit einem Code ist unterwegs.");
  });

  it("is said in the page's language with its context's values", () => {
    const german = toTranslator(
      "de",
      {
        ui: {},
        kratos: {
          "4000032": "Mindestens {min_length} Zeichen, nicht {actual_length}.",
          "4010001": "Vor {minutes} Minuten abgelaufen.",
        },
      },
      { ui: {}, kratos },
    );
    const context = { min_length: 8, actual_length: 1 };
    const text = "The password must be at least 8 characters long, but got 1.";
    const short = { id: 4000032, text, type: "error", context };
    expect(toMessageView(read(short), german)).toEqual({
      id: 4000032,
      tone: "error",
      text: "Mindestens 8 Zeichen, nicht 1.",
    });
    const late = {
      id: 4010001,
      text: "The login flow expired 2.50 minutes ago, please try again.",
      type: "error",
    };
    expect(toMessageView(read(late), german)?.text).toBe("Vor 2.50 Minuten abgelaufen.");
  });

  it("keeps Kratos' own sentence when its id is unknown or its context is incomplete", () => {
    expect(toMessageView(read({ id: 9999999, text: "From a newer Kratos", type: "info" }), t)?.text).toBe(
      "From a newer Kratos",
    );
    const bare = { id: 4000032, text: "The password must be longer.", type: "error" };
    expect(toMessageView(read(bare), t)?.text).toBe("The password must be longer.");
  });

  it("stays as an operator wrote it, in every language, also under an id of Kratos'", () => {
    const german = toTranslator(
      "de",
      { ui: {}, kratos: { "4000007": "Gibt es schon." } },
      { ui: {}, kratos },
    );
    const text = "An account with the same identifier (email, phone, username, ...) exists already.";
    expect(toMessageView(read({ id: 4000007, text, type: "error", context: {} }), german)?.text).toBe(
      "Gibt es schon.",
    );
    const own = { id: 4000007, text: "Ask your team lead for an invitation.", type: "error", context: {} };
    expect(toMessageView(read(own), german)?.text).toBe(own.text);
    expect(toMessageView(read(own), t)?.text).toBe(own.text);
    const short = {
      id: 4000032,
      text: "Longer!",
      type: "error",
      context: { min_length: 8, actual_length: 1 },
    };
    expect(toMessageView(read(short), t)?.text).toBe("Longer!");
  });

  it("survives anything in its context (V2)", () => {
    const context = JSON.parse('{"__proto__":"x","reason":"{title} <b>","constructor":1}');
    expect(toMessageView(read({ id: 4000001, text: "{title} <b>", type: "error", context }), t)?.text).toBe(
      "{title} <b>",
    );
    expect(toMessageView(read("text"), t)).toBeUndefined();
    expect(toMessageView(read({ id: "1", text: 5 }), t)).toBeUndefined();
  });
});
