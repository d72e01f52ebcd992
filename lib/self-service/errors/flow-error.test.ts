import { expect, it } from "vitest";
import { getEnglish } from "@/lib/i18n/languages";
import { toFlowErrorView } from "./flow-error";

const toCause = (error: object) => toFlowErrorView({ error }, getEnglish()).cause;

it.each([
  ["account-off", "This account was disabled."],
  [
    "no-method",
    "Unable to detect available authentication methods. Perform account recovery or contact support.",
  ],
  ["provider-lost", "You must restart the flow because the resumable session has expired."],
  [
    "provider-lost",
    "Unable to complete OpenID Connect flow because the query state parameter does not match the state parameter from the session cookie.",
  ],
  ["provider-lost", "Unable to decrypt state: cipher"],
  ["provider-lost", "The self-service flow expired 0.02 minutes ago, initialize a new one."],
  [
    "provider-refused",
    'Unable to complete OpenID Connect flow because the OpenID Provider returned error "access_denied": no',
  ],
  [
    "security_identity_mismatch",
    "The flow has been blocked for security reasons because it was initiated by another person..",
  ],
  ["self_service_flow_disabled", "Recovery is not allowed because it was disabled."],
  ["client", "The schema x is not allowed because it was disabled."],
  ["gone", "The recovery request could not be found. Please restart the flow."],
  ["gone", "The flow query parameter is missing or malformed."],
  [
    "gone",
    "Could not find they TOTP key in the internal context. This is a code bug and should be reported to https://github.com/ory/kratos/.",
  ],
  ["gone", "Expected WebAuthN in internal context to be an object."],
  ["client", "Something that Foyer does not know: this account was disabled."],
])("F9: Kratos' refusal %s is told by its own reason, and no other text", (cause, reason) => {
  expect(toCause({ code: 400, reason })).toBe(cause);
});

it("an id counts before a reason, and a fault stays a fault", () => {
  expect(toCause({ code: 401, id: "session_inactive", reason: "This account was disabled." })).toBe(
    "session_inactive",
  );
  expect(toCause({ code: 500 })).toBe("server");
  expect(toFlowErrorView({}, getEnglish()).cause).toBe("unknown");
});

const REFUSED_BY_HOOK = {
  code: 500,
  status: "Internal Server Error",
  message: "1 validation errors occurred:\n(0) I[#/] S[] a webhook target returned an error",
};

it("F9: a web hook that refused a flow is no fault, and what else it is called is one still", () => {
  const view = toFlowErrorView({ error: REFUSED_BY_HOOK }, getEnglish());
  expect(view).toMatchObject({ cause: "hook", status: 403 });
  const typed = "I[#/traits/a] S[] a webhook target returned an error, says somebody";
  expect(toCause({ ...REFUSED_BY_HOOK, message: typed })).toBe("server");
});
