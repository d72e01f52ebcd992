/** Looking into a token, which is a POST so that no address holds it, and stands in the trail without it. */

import { z } from "zod";
import { readNumber, readString, readTexts } from "@/lib/json";
import { type AnyAct, defineAct } from "../act/act-definition";
import { atMost } from "../forms/at-most";
import { toSegment } from "../request/segment";
import { introspect } from "./tokens.server";

/** A JWT with many claims fits, a file does not. */
const TOKEN_LIMIT = 16_000;

export function toInspectAct(): AnyAct {
  return defineAct({
    operation: "token.inspect",
    subject: { kind: "token", id: "pasted" },
    summary: "Look into a token.",
    fields: z.object({
      token: z
        .string()
        .trim()
        .min(1, "Paste a token.")
        .max(...atMost(TOKEN_LIMIT)),
    }),
    async run(operator, { token }) {
      const answer = await introspect(operator, token);
      const facts = toFacts(answer);
      const isActive = facts.length > 0;
      const [clientId, subject] = [readString(answer, "client_id"), readString(answer, "sub")];
      return {
        after: { active: isActive, client_id: clientId, subject },
        receipt: {
          title: isActive ? "This token works" : "This token does not work",
          lead: isActive
            ? undefined
            : "It has expired, was revoked, is of another server, or never was one: Hydra does not say which.",
          facts,
          links: [
            ...(clientId ? [{ path: `/clients/${toSegment(clientId)}`, label: "Its app" }] : []),
            { path: "/tokens", label: "Look into another" },
          ],
        },
      };
    },
  });
}

/** Empty where the token does not work. */
function toFacts(answer: unknown): { label: string; value: string; isTime?: boolean }[] {
  if ((answer as { active?: unknown }).active !== true) return [];
  const toTime = (name: string) => {
    const seconds = readNumber(answer, name);
    return seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
  };
  const all = [
    ["Kind", readString(answer, "token_use")],
    ["App", readString(answer, "client_id")],
    ["Subject", readString(answer, "sub")],
    ["Scopes", readString(answer, "scope")],
    ["Audience", readTexts(answer, "aud").join(", ") || undefined],
    ["Given out", toTime("iat"), true],
    ["Ends", toTime("exp"), true],
    ["Issuer", readString(answer, "iss")],
  ] as const;
  return all.flatMap(([label, value, isTime]) => (value === undefined ? [] : [{ label, value, isTime }]));
}
