import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { toRecordedError } from "@/lib/console/errors/view";
import { NO_PROBLEMS } from "@/lib/console/forms/form";
import { toIdentityDetails, toIdentityRow } from "@/lib/console/identities/view";
import { toMessageDetails, toMessageRow } from "@/lib/console/messages/view";
import { findTurningSigns } from "@/tests/unit/turning-signs";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";
import { IdentitiesPage } from "./identities-page";
import { IdentityPage } from "./identity-page";
import { MePage } from "./me-page";
import { MessagePage } from "./message-page";
import { MessagesPage } from "./messages-page";
import { RecordedErrorPage } from "./recorded-error-page";

const AT = "2030-01-01T00:00:00.000Z";
const HOSTILE = `"><img src=x onerror=alert(1)>\u202e`;
const IDENTITY = {
  id: "0195e8f2-0000-7000-8000-000000000001",
  external_id: HOSTILE,
  schema_id: HOSTILE,
  traits: { email: HOSTILE },
  credentials: { password: { identifiers: [HOSTILE] } },
  verifiable_addresses: [{ value: HOSTILE, via: "email" }],
};
const MESSAGE = {
  id: "0195e8f2-0000-7000-8000-000000000002",
  status: "abandoned",
  recipient: HOSTILE,
  subject: HOSTILE,
  template_type: HOSTILE,
  dispatches: [{ id: "a", status: "failed", error: { message: HOSTILE } }],
};

const RECORDED = {
  id: "0195e8f2-0000-7000-8000-000000000003",
  error: { id: HOSTILE, code: 400, status: HOSTILE, message: HOSTILE, reason: HOSTILE },
};

const PERSON = {
  identity: toIdentityDetails(IDENTITY),
  sessions: [],
  sessionsPager: {},
  acts: [],
  forms: {},
  problems: NO_PROBLEMS,
  json: IDENTITY,
};

const PAGES = {
  identities: (
    <IdentitiesPage
      context={CONSOLE_CHROME}
      view={{
        rows: [toIdentityRow(IDENTITY)],
        filter: { kind: "similar", identifier: HOSTILE, only: { schema: HOSTILE } },
        match: "similar",
        problems: NO_PROBLEMS,
        pager: {},
      }}
    />
  ),
  identity: <IdentityPage context={CONSOLE_CHROME} view={PERSON} />,
  messages: (
    <MessagesPage
      context={CONSOLE_CHROME}
      view={{ rows: [toMessageRow(MESSAGE)], status: "", recipient: HOSTILE, pager: {} }}
    />
  ),
  message: (
    <MessagePage
      context={CONSOLE_CHROME}
      message={toMessageDetails(MESSAGE)}
      personHref="/console/identities"
    />
  ),
  error: <RecordedErrorPage context={CONSOLE_CHROME} error={toRecordedError(RECORDED)} />,
};

it.each(Object.entries(PAGES))("C28: what people and servers say stays text on the page of %s", (_, page) => {
  const html = renderToStaticMarkup(page);
  expect(findTurningSigns(html)).toEqual([]);
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;img");
});

it("a person's page says since when a way to sign in is there, not when anything was changed", () => {
  const password = {
    identifiers: ["a"],
    created_at: "2030-01-01T00:00:00Z",
    updated_at: "2031-02-03T00:00:00Z",
  };
  const page = (
    <IdentityPage
      context={CONSOLE_CHROME}
      view={{
        identity: toIdentityDetails({ ...IDENTITY, credentials: { password } }),
        sessions: [],
        sessionsPager: {},
        acts: [],
        forms: {},
        problems: NO_PROBLEMS,
        json: {},
      }}
    />
  );
  const [, ways = ""] = renderToStaticMarkup(page).split('id="credentials"');
  const [own = ""] = ways.split('id="addresses"');
  expect(own).toContain("2030-01-01T00:00:00Z");
  expect(own).not.toContain("2031");
});

it("C8: a person's page without a form has nothing to send", () => {
  expect(renderToStaticMarkup(PAGES.identity)).not.toContain('method="post"');
});

it("O16: of a grant that is too large to be listed the page says so, and takes all away", () => {
  const forms = { revokeAll: { action: "/x", hidden: { operation: "grants.revoke-all" } } };
  const toPage = (hasLeftOut: boolean) =>
    renderToStaticMarkup(
      <IdentityPage
        context={CONSOLE_CHROME}
        view={{ ...PERSON, grants: { apps: [], hasMore: false, hasLeftOut }, forms }}
      />,
    );
  expect(toPage(true)).toContain("A grant is missing here");
  expect(toPage(true)).not.toContain("They let no app in");
  expect(toPage(true)).toContain("grants.revoke-all");
  expect(toPage(false)).toContain("They let no app in");
  expect(toPage(false)).not.toContain("grants.revoke-all");
});

it("C24: an operator's own page says once that a session had ended already", () => {
  const form = { action: "/console/me", hidden: { operation: "console-session.end" } };
  const session = { isCurrent: false, since: AT, lastSeen: AT, device: "Firefox", address: "" };
  const refused = { ...NO_PROBLEMS, status: 409, operation: "console-session.end", form: "It had ended." };
  const toPage = (handles: string[]) =>
    renderToStaticMarkup(
      <MePage
        context={CONSOLE_CHROME}
        view={{
          issuer: "i",
          subject: "ada",
          role: "admin",
          assurance: "aal2",
          authenticatedAt: AT,
          sessions: handles.map((handle) => ({ ...session, handle })),
          endForm: form,
          problems: refused,
        }}
      />,
    );
  for (const handles of [[], ["a", "b", "c"]]) expect(toPage(handles).split("It had ended.")).toHaveLength(2);
});
