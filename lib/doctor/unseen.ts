/** What a Foyer needs of Kratos and nobody sees from outside: each a line of `npm run doctor`, to be looked at by hand. */

import type { Config } from "@/lib/config/config";

/** @see docs/operations.md "In front of servers that run already" */
export function describeUnseen({ publicUrl, kratos }: Pick<Config, "publicUrl" | "kratos">): string[] {
  return [
    `selfservice.flows.settings.ui_url: ${publicUrl.href}/settings`,
    `session.cookie.name: ${kratos.sessionCookie ?? "ory_kratos_session"}`,
    "selfservice.flows.registration.after.<method>.hooks: one is `session`, or people sign in once more after it",
  ].map((line) => `not seen from outside, look yourself: ${line}`);
}
