/** What an operator can do about the issuers that Hydra trusts. Hydra changes none: delete one and trust it anew. */

import { z } from "zod";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { findPageProblem } from "../clients/addresses";
import { atMost } from "../forms/at-most";
import { reason } from "../forms/reason";
import { createIssuer, deleteIssuer } from "./issuers.server";
import { parsePublicJwk } from "./public-jwk";
import { type IssuerView, toIssuer } from "./view";

const DAY_MS = 24 * 60 * 60 * 1000;

const TRUST_DAYS = ["30", "90", "365"] as const;

const fields = z.object({
  issuer: z
    .string()
    .trim()
    .min(1, "Who signs? The iss of its assertions.")
    .max(...atMost(500)),
  subject: z
    .string()
    .trim()
    .max(...atMost(500))
    .default(""),
  any_subject: z.string().optional(),
  scope: z
    .string()
    .max(...atMost(2000))
    .default("")
    .transform((text) => text.split(/\s+/).filter(Boolean)),
  jwk: z.string().max(...atMost(20_000)),
  days: z.enum(TRUST_DAYS),
  reason,
});

export const ISSUER_FIELDS = fields.keyof().options;

export function toCreateIssuerAct(): AnyAct {
  return defineAct({
    operation: "issuer.create",
    subject: { kind: "trusted-issuers", id: "new" },
    summary: "Trust an issuer.",
    fields,
    async run(operator, { issuer, subject, any_subject, scope, jwk: text, days }) {
      const isAny = any_subject === "true";
      if (isAny === (subject !== ""))
        throw new ActRefused("Nothing was saved.", {
          subject: isAny ? "Empty this, or untick the box below." : "Name one, or tick the box below.",
        });
      const problem = URL.canParse(issuer) ? findPageProblem(issuer) : undefined;
      if (problem) throw new ActRefused("Nothing was saved.", { issuer: problem });
      const key = parsePublicJwk(text);
      if ("problem" in key) throw new ActRefused("Nothing was saved.", { jwk: key.problem });
      const made = await createIssuer(operator, {
        issuer,
        scope,
        jwk: key.jwk,
        expires_at: new Date(Date.now() + Number(days) * DAY_MS),
        ...(isAny ? { allow_any_subject: true } : { subject }),
      });
      const view = toIssuer(made);
      return { after: view, next: `/issuers/${view.id}` };
    },
  });
}

export function toIssuerActs(trusted: IssuerView): AnyAct[] {
  const { id, issuer } = trusted;
  return [
    defineAct({
      operation: "issuer.delete",
      subject: { kind: "trusted-issuer", id },
      summary: `Trust ${issuer} no longer.`,
      fields: z.object({ reason }),
      typed: "delete",
      readBefore: async () => trusted,
      async run(operator) {
        await deleteIssuer(operator, id);
        return { next: "/issuers" };
      },
    }),
  ];
}
