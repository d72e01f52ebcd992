import { describe, expect, it } from "vitest";
import { toMessageDetails } from "./view";
import { findCause, toMeaning } from "./why";

describe("a message", () => {
  const RAW = {
    id: "0195e8f2-0000-7000-8000-000000000001",
    status: "abandoned",
    type: "email",
    recipient: "ada@foyer.example",
    subject: "Use code 428193 to recover access",
    body: "Your code is 428193",
    template_type: "recovery_code_valid",
    send_count: 5,
    dispatches: [
      { id: "a", status: "failed", error: { message: "i/o timeout" }, created_at: "2026-01-01T00:00:00Z" },
      {
        id: "b",
        status: "failed",
        error: { message: "550 5.1.1 no such user, said of 428193", reason: "failed to send email via smtp" },
        created_at: "2026-01-02T00:00:00Z",
      },
    ],
  };

  it("C10: is shown without its body, and without a code wherever that stands", () => {
    const shown = JSON.stringify(toMessageDetails(RAW));
    expect(shown).not.toContain("428193");
    expect(shown).not.toContain("Your code is");
  });

  it.each([
    "554 5.7.1 URL listed: https://id.example/self-service/recovery?flow=f&token=hush28",
    "https://id.example/self-service/verification?code=hush28&flow=f refused",
    "https%3A%2F%2Fid.example%2Frecovery%3Ftoken%3Dhush28",
    "Your code: 428-193",
    "Your code: 428 193",
    "code428193x",
  ])("C10: is shown without what proves who reads it, however it is written: %s", (text) => {
    const error = { message: text, reason: text, debug: text };
    const shown = JSON.stringify(
      toMessageDetails({ ...RAW, subject: text, dispatches: [{ id: "a", error }] }),
    );
    expect(shown).not.toMatch(/hush28|428.?193/);
    expect(shown).toContain("[redacted]");
  });

  it("says why it did not arrive, by its newest attempt", () => {
    expect(toMessageDetails(RAW)).toMatchObject({
      attempts: 5,
      cause: { title: "There is no such mailbox" },
      dispatches: [{ id: "b" }, { id: "a" }],
    });
  });

  it.each(["send?api_key=hush28&to=1", "bot-hush28/send"])(
    "C10: a key in the address of the service that sends it is shown to nobody: %s",
    (address) => {
      const message = `Post "https://sms.example/${address}": dial tcp: connection refused`;
      const shown = toMessageDetails({ ...RAW, type: "sms", dispatches: [{ id: "a", error: { message } }] });
      expect(JSON.stringify(shown)).not.toContain("hush28");
      expect(shown.dispatches[0]?.recorded).toContain("sms.example/[redacted]");
    },
  );

  it("that was handed over in the end has no cause", () => {
    expect(toMessageDetails({ ...RAW, status: "sent" }).cause).toBeUndefined();
    expect(toMeaning("sent", 2)).toContain("Handed to the mail server");
  });

  it.each([null, [], {}, { dispatches: [null, "x", { error: "text" }] }])(
    "of any shape is drawn: %j",
    (raw) => {
      expect(toMessageDetails(raw).recipient).toBe("");
    },
  );
});

describe("why a mail did not arrive", () => {
  it.each([
    ["550 5.1.1 <a@b.example>: Recipient address rejected: User unknown", "There is no such mailbox"],
    ["535 5.7.8 Authentication failed", "The mail server refused Kratos' name or password"],
    ["x509: certificate signed by unknown authority", "The encrypted connection to the mail server failed"],
    ["dial tcp: lookup mail.example: no such host", "The mail server could not be reached"],
    ["dial tcp 10.0.0.1:25: connect: connection refused", "The mail server could not be reached"],
    ["read tcp 10.0.0.1:25: i/o timeout", "The mail server did not answer in time"],
    ["554 5.7.1 Message rejected due to spam policy", "The mail server refused the mail by its policy"],
    ["451 4.7.1 Greylisted, try again later", "The mail server put it off"],
    ["could not send email 1: 450 4.2.0 mailbox unavailable", "The mail server put it off"],
    ["454 4.7.0 TLS not available due to a temporary reason", "The mail server put it off"],
    ["550 5.1.1 no such user, see https://mail.example/450-x", "There is no such mailbox"],
    ["550 mailbox unavailable", "There is no such mailbox"],
    [
      "550 5.7.1 mailbox unavailable: your network is listed",
      "The mail server refused the mail by its policy",
    ],
    ["552 message too big", "The mail server refused the mail"],
    ["open /templates/x.gotmpl: template not found", "The mail could not be written from its template"],
    ["", "The courier gave no reason that is known here"],
  ])("%j: %s", (recorded, title) => {
    expect(findCause(recorded).title).toBe(title);
  });

  const POST = 'Post "https://sms.example/send":';
  it.each([
    ['message 1 has unknown channel "sms"', "Kratos has no service to send it by"],
    ["upstream server replied with status code 401", "The service that sends it refused Kratos' credentials"],
    ["upstream server replied with status code 503", "The service that sends it could not take it then"],
    ["upstream server replied with status code 422", "The service that sends it refused it"],
    [`${POST} dial tcp: lookup sms.example: no such host`, "The service that sends it did not answer"],
    [`${POST} x509: unknown authority`, "The encrypted connection to the service that sends it failed"],
    ["made up", "The courier gave no reason that is known here"],
  ])("of an SMS says nothing of a mail server: %j", (recorded, title) => {
    const cause = findCause(recorded, true);
    expect(cause.title).toBe(title);
    expect(`${cause.title} ${cause.remedy}`).not.toMatch(/mail server|smtp/);
    expect(toMeaning("sent", 1, true)).not.toMatch(/mail|spam/);
  });

  it("says of mail that goes by HTTP what its service answered", () => {
    const recorded = "unable to dispatch mail delivery because upstream server replied with status code 503";
    expect(findCause(recorded).title).toBe("The service that sends it could not take it then");
  });

  it("says of every status what it means", () => {
    const meanings = ["queued", "processing", "sent", "abandoned", "other"].map((status) =>
      toMeaning(status, 0),
    );
    expect(new Set(meanings).size).toBe(5);
    expect(toMeaning("queued", 1)).not.toBe(meanings[0]);
  });
});
