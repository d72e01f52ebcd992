import { expect, test } from "vitest";
import { toTestContext } from "@/tests/unit/views/page-context";
import { toMailLinkView, toSignedInLinkView } from "./mail-link";

const { t } = toTestContext();
const action = "/self-service/recovery?flow=f&token=t";

test("a mail's link has one button, which posts to the link itself", () => {
  const { actions, links } = toMailLinkView(t, { kind: "recovery", action });
  expect(actions.map((button) => [button.action, button.label])).toEqual([[action, "Go on to your account"]]);
  expect(links).toBeUndefined();
});

test("F20: says whose account is open, promises none behind the button, and lets people stay", () => {
  const person = { label: "Ada", email: "ada@foyer.example" };
  const view = toSignedInLinkView(t, { action }, { person, stayHref: "/account" });
  expect(view.account).toEqual(person);
  expect(view.lead).toBe(
    "You are already signed in. If this link is for another account, going on signs you in to that one instead.",
  );
  expect(view.actions.map((button) => [button.action, button.label])).toEqual([[action, "Go on"]]);
  expect(view.links).toEqual([{ label: "Stay signed in", href: "/account" }]);
});
