/** The pages that a brand is held to: what each shows, by Foyer between the stubs. */

import type { State } from "./state-test";
import { ACCOUNT_STATES } from "./states/account-states";
import { OAUTH2_STATES } from "./states/oauth2-states";
import { PROBLEM_STATES } from "./states/problem-states";
import { ALICE } from "./stub-kratos";

const named = (name: string, state: State | undefined): [string, State] => {
  if (!state) throw new Error(`There is no state for ${name}.`);
  return [name, state];
};

export const BRAND_STATES: readonly [name: string, state: State][] = [
  named("login", { path: "/login?flow=login-all-initial" }),
  named("login without JavaScript", { path: "/login?flow=login-all-initial", isPlain: true }),
  named("login for a long name", OAUTH2_STATES["sign-in for an app with a logo and a very long name"]),
  named("registration refused", { path: "/registration?flow=registration-credentials-field_error" }),
  named("consent", OAUTH2_STATES["consent with many scopes"]),
  named("settings", { path: "/settings?flow=settings-all-full", person: ALICE }),
  named("account of a long name", ACCOUNT_STATES["account of somebody with a very long name"]),
  named("account", ACCOUNT_STATES["account with everything set up"]),
  named("error", PROBLEM_STATES["problem: challenge-expired"]),
];
