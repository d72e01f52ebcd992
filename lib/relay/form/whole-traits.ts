/** Makes of a form that asked for some of a person's traits one that holds them all: Kratos replaces them as a whole. */

import type { Caller } from "@/lib/ory/caller";
import { OryError } from "@/lib/ory/error";
import { getFlow } from "@/lib/ory/kratos-public";
import { DRAWN_FIELD, type Drawn, parseDrawn } from "@/lib/self-service/traits/drawn";
import { mergeTraits } from "@/lib/self-service/traits/merge";
import { isFaithful, toTraits } from "@/lib/self-service/traits/whole";
import { HttpError } from "@/lib/web/http-error";
import { readUrl } from "@/lib/web/request-url";
import type { FlowBody } from "./relay-body";
import { writeTypedLists } from "./typed-lists";

/** A form on its way to Kratos. */
export interface Outgoing {
  body: Uint8Array<ArrayBuffer>;
  /** What it is counted by: whom Kratos may write to stands in it, though the flow alone named them (threat D4). */
  counted: FlowBody;
  /** Set-Cookie lines for the page that Kratos answers with, by that page's address. */
  toCookies: (location: string | undefined) => Promise<string[]>;
}

const PATH = /^\/self-service\/(registration|settings)$/;

/**
 * The form with the whole of the traits in Kratos' own field for them (`traits`, as JSON), where the form brings Foyer's
 * note of what it asked for; any other form as it is.
 * @see https://github.com/ory/x/blob/v0.0.660/decoderx/http.go a map takes its field's text as JSON
 * @throws HttpError 400 for a note that was changed on the way, or traits that cannot be read without a loss
 * @throws OryError when Kratos does not tell the traits there are
 */
export async function withWholeTraits(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  sent: FlowBody,
  caller: Caller,
): Promise<Outgoing> {
  const { fields: form } = sent;
  const unchanged: Outgoing = { body, counted: sent, toCookies: async () => [] };
  const { pathname, searchParams } = readUrl(request);
  const kind = PATH.exec(pathname)?.[1];
  const flowId = searchParams.get("flow");
  if ((kind !== "registration" && kind !== "settings") || !flowId) return unchanged;
  const note = form?.get(DRAWN_FIELD) ?? null;
  if (!form || note === null) return unchanged;
  const drawn = parseDrawn(note);
  if (!drawn) throw new HttpError(400, "bad-request");
  const flow = await getCurrentFlow(kind, flowId, caller);
  if (!flow) return unchanged;
  const traits = toTraits(flow);
  if (!isFaithful(traits)) throw new HttpError(400, "bad-request");
  const whole = toBody(form, mergeTraits(traits, drawn, form));
  const text = whole.toString();
  return {
    body: new TextEncoder().encode(text),
    // Settings repeat what is the person's own already.
    counted: kind === "registration" ? { ...sent, text, fields: whole } : sent,
    toCookies: (location) => writeTypedLists(flowId, toLists(form, drawn), location),
  };
}

/** `undefined` when Kratos refuses the flow itself: it will refuse the form as well, and say why. */
async function getCurrentFlow(kind: "registration" | "settings", id: string, caller: Caller) {
  try {
    return (await getFlow(kind, id, caller)).data;
  } catch (error) {
    const status = error instanceof OryError ? (error.status ?? 0) : 0;
    if (status >= 400 && status < 500 && status !== 429) return undefined;
    throw error;
  }
}

function toBody(form: URLSearchParams, traits: object): URLSearchParams {
  const rest = [...form].filter(([name]) => name !== DRAWN_FIELD && !name.startsWith("traits."));
  return new URLSearchParams([...rest, ["traits", JSON.stringify(traits)]]);
}

function toLists(form: URLSearchParams, { traits }: Drawn): [string, string][] {
  const names = new Set(traits.flatMap(({ name, shape }) => (shape ? [name] : [])));
  return [...form].filter(([name]) => names.has(name));
}
