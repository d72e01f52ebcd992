/** Takes a form on its way to Kratos: reads it, counts it, and makes it whole. */

import { limitRelayed, readCounted, type Settle } from "@/lib/limits/recipients/limit-relay";
import type { Caller } from "@/lib/ory/caller";
import { withAsciiCodes } from "@/lib/relay/code-fields";
import { readBody } from "@/lib/web/guards";
import { readUrl } from "@/lib/web/request-url";
import { withAsciiDomains } from "./ascii-domains";
import { type FlowBody, parseFlowForm } from "./relay-body";
import { type Outgoing, withWholeTraits } from "./whole-traits";

const SETTINGS = /\/settings$/;

interface Posted {
  /** Takes Kratos' answer, of a form that was counted. */
  settle?: Settle;
  /** The body, with the digits of its codes and the domains of its addresses as Kratos reads them. */
  sent?: Uint8Array<ArrayBuffer>;
  form?: FlowBody;
  /** The form with its domains as they were typed. */
  typed?: FlowBody;
  outgoing?: Outgoing;
}

/**
 * Reads a form, counts it, and makes it whole. What a registration takes from its flow counts with it. Settings count as they
 * were sent, so that Kratos is asked for their flow only once they have passed (threat D1).
 * @throws HttpError 429, and what `readPosted` throws
 */
export async function takeForm(request: Request, caller: Caller | undefined): Promise<Posted> {
  const isCountedFirst = SETTINGS.test(readUrl(request).pathname);
  const posted = await readCounted(request, () => readPosted(request, isCountedFirst ? undefined : caller));
  const { form, sent } = posted;
  if (!form) return posted;
  const settle = await limitRelayed(request, posted.outgoing?.counted ?? form);
  if (!isCountedFirst || sent === undefined || caller === undefined) return { ...posted, settle };
  try {
    return { ...posted, settle, outgoing: await withWholeTraits(request, sent, form, caller) };
  } catch (error) {
    await settle(undefined);
    throw error;
  }
}

/**
 * @param caller of a form that Kratos is to have, which may need more than was sent
 * @throws HttpError 400 or 413 for a body that is no form
 */
export async function readPosted(request: Request, caller: Caller | undefined): Promise<Posted> {
  if (request.method !== "POST") return {};
  const contentType = request.headers.get("content-type");
  const given = withAsciiCodes(await readBody(request), contentType);
  const typed = parseFlowForm(contentType, given);
  const sent = await withAsciiDomains(given, typed);
  const form = sent === given ? typed : parseFlowForm(contentType, sent);
  return { sent, form, typed, outgoing: caller && (await withWholeTraits(request, sent, form, caller)) };
}
