import { expect, it } from "vitest";
import { toRecordedError } from "./view";

const ID = "0195e8f2-0000-7000-8000-000000000003";

const record = (error: unknown) => toRecordedError({ id: ID, created_at: "2026-11-29T09:00:00Z", error });

it("an error is told by when, what it was, what its page said, and what to do", () => {
  const csrf = {
    id: "security_csrf_violation",
    code: 403,
    status: "Forbidden",
    message: "the request was rejected to protect you from Cross-Site-Request-Forgery",
    reason: "Please retry the flow and optionally clear your cookies.",
  };
  expect(record(csrf)).toMatchObject({
    id: ID,
    at: "2026-11-29T09:00:00Z",
    status: "403 Forbidden",
    name: csrf.id,
    message: csrf.message,
    reason: csrf.reason,
    remedy: expect.stringMatching(
      /serve\.public\.base_url.* on http, or with KRATOS_BROWSER_URL, compare cookies\.domain/,
    ),
    hasMore: false,
  });
});

it("what Kratos gives no name is told by its own reason", () => {
  const refused = record({
    code: 401,
    reason: 'Unable to complete OpenID Connect flow because the OpenID Provider returned error "x": no',
  });
  expect(refused.remedy).toContain("The provider said no");
});

it("C25: an error is shown without what is for developers, and says that there is more", () => {
  const error = record({ code: 500, debug: "cookie=hush", details: { token: "hush" } });
  expect(JSON.stringify(error)).not.toContain("hush");
  expect(error.hasMore).toBe(true);
});

it.each([
  "Response: access_token=hush0hush0hush0hush0hush0",
  "The provider answered ory_at_hush.hush",
  "eyJhbGciOiJIUzI1NiJ9.eyJodXNoIjoiaHVzaCJ9.hush",
  "Cookie: ory_kratos_session=MTY0hush5NzM4NnxEdi1CQkFFQ180SUFBUkFCRUFBQVJfLUN",
  "https://app.example/callback?session=hush",
  "#hush",
  "your code=hush",
  "the code 123456 hush".replace(" hush", ""),
])("C25: an error is shown without what may be a token, a code or a cookie: %s", (text) => {
  const { message, reason } = record({ message: text, reason: text });
  for (const shown of [message, reason]) {
    expect(shown).not.toMatch(/hush|123456/);
    expect(shown).toContain("[redacted]");
  }
});

it("an error's words stay where nothing in them is secret", () => {
  const reason = 'Requested return_to URL "https://app.example/welcome" is not allowed.';
  expect(record({ reason }).reason).toBe(reason);
});

it.each([{}, { error: [] }, { error: "text" }, { error: { code: "500", reason: 7 } }])(
  "of %j nothing is told but what to do",
  (raw) => {
    expect(toRecordedError(raw)).toMatchObject({ id: "", status: "", remedy: expect.any(String) });
  },
);
