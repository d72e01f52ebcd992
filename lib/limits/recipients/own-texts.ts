/**
 * Tells whom a change of settings writes to. Settings are sent whole: what stands in a person's traits where it stood before is
 * written to no more, unless another change of the same account, which is under way, takes it away meanwhile (threat D4).
 */

import { getConfig } from "@/lib/config/config";
import { countWithin, settle, toKey } from "@/lib/limits/limit-store";
import type { Count } from "@/lib/limits/rate-limit";
import { whoami } from "@/lib/ory/kratos-public";
import { type PlacedText, toPlacedTexts, toTextOfPlace } from "@/lib/relay/form/placed-text";
import { canBeWrittenTo, type RelayedForm } from "@/lib/relay/form/relay-form";
import { toCaller } from "@/lib/web/caller";

/** What is counted of a form, in place of what it names. */
export interface ChangeUnderWay extends Pick<RelayedForm, "recipients" | "sends"> {
  /** The form is no longer under way. */
  end: () => Promise<void>;
}

/** How much longer than Kratos is waited for a change may be under way: what is read and counted before, in seconds. */
const BEFORE_SECONDS = 60;

/** Addresses of an account that a second change is counted for; each costs work (threat D1). */
const OWN_LIMIT = 100;

/**
 * Counts a change as under way before anything is read. One that is alone keeps what is the person's own; any other is counted
 * for whom it names and for all that it might take away, since the first may give that back.
 */
export async function beginChange(
  request: Request,
  { recipients, places }: Pick<RelayedForm, "recipients" | "places">,
): Promise<ChangeUnderWay> {
  const underWay = await toUnderWay(request);
  if (!underWay) return { recipients, sends: true, end: async () => undefined };
  const isAlone = await countWithin(underWay);
  const end = () => settle({ giveBack: [underWay], counts: [] });
  if (isAlone && recipients.length === 0) return { recipients, sends: true, end };
  const own = await readOwnTexts(request);
  const isNew = (recipient: string) => places.get(recipient)?.some((place) => !own.has(place)) ?? true;
  const written = isAlone ? recipients.filter(isNew) : [...recipients, ...toWritable(own)];
  return { recipients: [...new Set(written)], sends: true, end };
}

/** Whether a form of settings may change traits; another leaves them as they are. */
export function mayChangeTraits({ flow, method, recipients }: RelayedForm): boolean {
  return flow === "settings" && (method === "profile" || method === "" || recipients.length > 0);
}

async function toUnderWay(request: Request): Promise<Count | undefined> {
  const who = await whoami(toCaller(request));
  if (who.kind !== "session") return undefined;
  const seconds = Math.ceil(getConfig().writeTimeoutMs / 1000) + BEFORE_SECONDS;
  const key = toKey(`change ${who.session.identity.id}`);
  return { scope: "change-under-way", key, limit: { posts: 1, seconds } };
}

/** None for somebody whose session does not say who they are. */
async function readOwnTexts(request: Request): Promise<ReadonlySet<PlacedText>> {
  const who = await whoami(toCaller(request));
  return new Set(who.kind === "session" ? toPlacedTexts(who.session.identity.traits) : []);
}

function toWritable(own: ReadonlySet<PlacedText>): string[] {
  return [...own].map(toTextOfPlace).filter(canBeWrittenTo).slice(0, OWN_LIMIT);
}
