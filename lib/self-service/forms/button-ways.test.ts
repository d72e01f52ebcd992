import { expect, test } from "vitest";
import type { FlowView } from "@/lib/self-service/view";
import { toRecordedView } from "@/tests/unit/views/recorded";

/** What stands before each way after the first, "" for nothing. */
function toWords({ forms }: FlowView): string[] {
  return forms
    .flatMap((form) => [form, ...form.nodes.filter((node) => node.kind === "way")])
    .flatMap(({ or, heading }) => or ?? heading ?? []);
}

test("several ways that are a button alone stand under one or, whichever form they are in", () => {
  expect(toWords(toRecordedView("login-all-initial"))).toEqual(["Or", "", "", ""]);
});

test("a way that asks for something, or stands alone, keeps words of its own", () => {
  expect(toWords(toRecordedView("registration-credentials-field_error"))).toEqual([
    "Or sign up with a passkey",
    "Or sign up with a security key",
    "Or sign up with a code",
  ]);
  expect(toWords(toRecordedView("login-all-aal2"))).toEqual(["Or", "", "Or use a backup code"]);
  expect(toWords(toRecordedView("login-identifier_first-credentials"))).toEqual(["Or get a code"]);
});
