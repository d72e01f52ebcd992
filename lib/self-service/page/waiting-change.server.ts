/**
 * Remembers in one sealed cookie which change of settings waits until its owner has signed in once more (threat A5).
 * Kratos keeps the change itself; here is its kind, never its values.
 */

import { randomBytes } from "node:crypto";
import { z } from "zod";
import { CHANGE_PARAMETER } from "@/lib/relay/relay-rules";
import { CHANGE_KINDS } from "@/lib/self-service/settings-change";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";
import { toRelayUrl } from "@/lib/web/paths";

const SETTINGS = "/self-service/settings";

const ID_BYTES = 9;

const waitingChangeSchema = z.object({
  /** Tells this change from the one that an older tab still talks about. */
  id: z.string().max(32),
  /** The settings flow whose form was sent. */
  flow: z.string().max(100),
  kind: z.enum(CHANGE_KINDS),
  /** Its owner has signed in on a page that named this change. */
  isConfirmed: z.boolean(),
});

const cookie = sealedCookie({
  name: "change",
  // As long as Kratos v1.3 keeps the change itself.
  ttlSeconds: 15 * 60,
  schema: waitingChangeSchema,
});

export type WaitingChange = z.output<typeof waitingChangeSchema>;

/** What an address under {@link toResumeAddress} names. */
export type NamedChange = Pick<WaitingChange, "id" | "flow">;

export function toWaitingChange(flow: string, kind: WaitingChange["kind"]): WaitingChange {
  return { id: randomBytes(ID_BYTES).toString("base64url"), flow, kind, isConfirmed: false };
}

export const readWaitingChange = cookie.read;

/** The Set-Cookie line that remembers it, in place of an older one. */
export const writeWaitingChange = cookie.write;

/** The Set-Cookie lines that let nothing wait any more; none where nothing does. */
export const dropWaitingChange = cookie.dropIfSent;

/** Where Kratos goes on with a change: the address of its form, and which change it is. */
export function toResumeAddress({ flow, id }: NamedChange): string {
  return toRelayUrl(SETTINGS, { flow, [CHANGE_PARAMETER]: id });
}

/** The change that such an address names; undefined for every other address. */
export function readResumeAddress(address: string): NamedChange | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname, searchParams } = new URL(address);
  if (origin + pathname !== toRelayUrl(SETTINGS)) return undefined;
  const flow = searchParams.get("flow");
  return flow ? { flow, id: searchParams.get(CHANGE_PARAMETER) ?? "" } : undefined;
}

export function isSameChange(left: NamedChange, right: NamedChange): boolean {
  return left.flow === right.flow && left.id === right.id;
}
