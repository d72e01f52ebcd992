/** Keeps what an authorization request was made with until its answer comes: sealed, for one session, once, for ten minutes. */

import { z } from "zod";
import { PENDING_MS } from "../act/pending-act.server";
import type { OperatorPage } from "../request/console-page.server";
import { getSealed, putSealed, takeSealed } from "../store/sealed.server";

/** What openid-client makes. */
const STATE = /^[\w-]{43}$/;

const schema = z.object({
  handle: z.string(),
  clientId: z.string(),
  name: z.string(),
  authMethod: z.string(),
  /** As the operator typed it, of an app that has one. */
  secret: z.string(),
  scope: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});

export type PendingTry = z.output<typeof schema>;

export async function keepTry({ session }: OperatorPage, pending: Omit<PendingTry, "handle">): Promise<void> {
  await putSealed(toKey(pending.state), { ...pending, handle: session.handle }, PENDING_MS);
}

/** For the session that began it, and nobody else. */
export async function findTry(
  page: OperatorPage,
  state: string | undefined,
): Promise<PendingTry | undefined> {
  if (!state || !STATE.test(state)) return undefined;
  return toOwn(page, await getSealed(toKey(state), schema));
}

/** The same, and takes it away: an answer counts once. */
export async function takeTry(
  page: OperatorPage,
  state: string | undefined,
): Promise<PendingTry | undefined> {
  if (!state || !(await findTry(page, state))) return undefined;
  return toOwn(page, await takeSealed(toKey(state), schema));
}

function toOwn({ session }: OperatorPage, pending: PendingTry | undefined): PendingTry | undefined {
  return pending?.handle === session.handle ? pending : undefined;
}

const toKey = (state: string) => `try:${state}`;
