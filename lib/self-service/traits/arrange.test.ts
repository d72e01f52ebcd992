import { expect, it } from "vitest";
import { loadTranslator } from "@/lib/i18n/languages";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { toIdentitySchema } from "@/tests/support/traits/identity-schema";

const node = (name: string, messages: object[] = []) => ({
  type: "input",
  group: "default",
  attributes: { name, type: "text" },
  messages,
  meta: {},
});

it.each([
  ["en", "Profile"],
  ["de", "Profil"],
])("what is wrong with no trait alone is said of the profile (%s)", async (language, label) => {
  // As recorded from Kratos v1.3.1, of a schema with a oneOf beside its properties.
  const text = "valid against schemas at indexes 0 and 1";
  const message = { id: 4000001, text, type: "error", context: { reason: text } };
  const nodes = [node("traits.email"), node("traits.phone"), node("traits", [message])];
  const ui = { action: "http://localhost:4400/self-service/registration?flow=x", method: "POST", nodes };
  const t = await loadTranslator(language);
  const identitySchema = toIdentitySchema({ phone: { type: "string" } });
  const view = toFlowView(
    parseFlow({ id: "x", ui }),
    toFixtureOptions("registration", { identitySchema, t, locale: language }),
  );
  expect(view.errors).toMatchObject([{ name: "traits.email", label, isOnlyHere: true }]);
});
