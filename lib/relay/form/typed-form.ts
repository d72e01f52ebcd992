/** Keeps what was typed into a form that came too late for the fresh one in its place, in a sealed cookie: Kratos forgets it. */

import { z } from "zod";
import { MAILED_TO } from "@/lib/self-service/kratos-names";
import { isTraitName } from "@/lib/self-service/schema/trait-name";
import { DRAWN_FIELD } from "@/lib/self-service/traits/drawn";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";
import { readUrl } from "@/lib/web/request-url";
import { toTarget } from "@/lib/web/target";
import type { FlowBody } from "./relay-body";

const cookie = sealedCookie({
  name: "typed-form",
  /** As long as somebody needs to send it again. */
  ttlSeconds: 15 * 60,
  schema: z.object({ flowId: z.string(), typed: z.array(z.tuple([z.string(), z.string()])) }),
});

/** Browsers drop a cookie of more than 4,096 bytes, name and attributes included. */
const COOKIE_LIMIT = 3900;

/** A sign-in has a cookie of its own (lib/relay/keep-typed.ts). */
const PATH = /\/self-service\/(registration|settings|recovery|verification)$/;

/**
 * Set-Cookie lines: what was typed, when Kratos leads to another flow of the kind than the one that the form was of; else the
 * end of what was kept, which has been sent with this form. Secrets and tokens are never kept.
 * @param location where Kratos leads
 */
export async function keepTypedForm(
  request: Request,
  { fields }: FlowBody,
  location: string | undefined,
): Promise<string[]> {
  const { pathname, searchParams } = readUrl(request);
  const kind = PATH.exec(pathname)?.[1];
  if (!kind) return [];
  const flowId = toFlow(kind, location);
  const typed = withMailedTo(
    [...(fields ?? [])].filter(([name]) => isTyped(name)),
    fields?.get(MAILED_TO),
  );
  if (!flowId || flowId === searchParams.get("flow") || typed.length === 0) return cookie.dropIfSent(request);
  return [(await cookie.writeToFit({ flowId, typed }, COOKIE_LIMIT)) ?? cookie.drop()];
}

/** What was typed for this flow before there was one. */
export async function readTypedForm(request: Request, flowId: string): Promise<URLSearchParams | undefined> {
  const kept = await cookie.read(request);
  return kept?.flowId === flowId ? new URLSearchParams(kept.typed) : undefined;
}

/** Whether this browser says that anything was kept, be that true or not. */
export const hasTypedForm = (request: Request) => cookie.readValue(request) !== undefined;

/** A code's form has no field for an address. */
function withMailedTo(typed: [string, string][], address: string | null = null): [string, string][] {
  return address && typed.length === 0 ? [["email", address]] : typed;
}

/** Traits, with the note of what they were when the form was drawn, and the address of a recovery or verification. */
function isTyped(name: string): boolean {
  return name === "email" || name === DRAWN_FIELD || isTraitName(name);
}

function toFlow(kind: string, location: string | undefined): string | null {
  const target = location === undefined ? undefined : toTarget(location);
  if (!target?.isOwn) return null;
  const { pathname, searchParams } = new URL(target.href);
  return pathname.endsWith(`/${kind}`) ? searchParams.get("flow") : null;
}
