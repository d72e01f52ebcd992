/** Which documents are the same for everybody, and where they are kept to be filled in. */

import { getConfig } from "@/lib/config/config";
import { isRecord } from "@/lib/json";
import { hasTypedIdentifier } from "@/lib/limits/recipients/typed-identifier";
import { getProcessState } from "@/lib/process/state";
import { hasTypedForm } from "@/lib/relay/form/typed-form";
import { hasTypedLists } from "@/lib/relay/form/typed-lists";
import { toFlowReturnTo } from "@/lib/self-service/to-flow-view";
import type { PageRequest } from "@/lib/web/page-request";
import type { FlowContext } from "../flow-context";
import type { KratosFlow } from "../kratos-flow";
import { toLoginChallenge } from "./app-request.server";
import { type Blank, DocumentTemplates } from "./document-templates";
import type { FlowExtras } from "./flow-extras";

export const getTemplates = () => getProcessState("document-templates", () => new DocumentTemplates());

/**
 * Undefined for whoever is signed in, came back to a form, or is told something of their own.
 * @param draw what makes the view and draws it: while either is written (`npm run dev`), each version is another function
 */
export function toBlank(
  { request, caller, context }: PageRequest,
  flow: KratosFlow,
  options: FlowContext,
  extras: FlowExtras,
  draw: object,
): Blank | undefined {
  const { t, brand, signedIn, ...around } = context;
  const { t: _, identitySchema, signedIn: session, ...known } = options;
  const { setCookies: _cookies, status: _status, whenEmpty: _whenEmpty, typed, ...shown } = extras;
  if (options.kind === "settings" || caller.hasSession || signedIn || session) return undefined;
  if (typed || shown.identifier || shown.note) return undefined;
  // The page leads on to a request that a cookie of this browser tells of.
  if (known.continueTo?.href !== options.returnTo) return undefined;
  if (hasTypedIdentifier(request) || hasTypedLists(request) || hasTypedForm(request)) return undefined;
  if (identitySchema !== undefined && !isRecord(identitySchema)) return undefined;
  return getTemplates().toBlank(flow, {
    facts: { around, known, shown },
    objects: [draw, getConfig(), t, brand, identitySchema],
    links: shown.links ?? [],
    // An app has a name here by what Hydra said of this very request.
    challenge: shown.clientName ? toLoginChallenge(toFlowReturnTo(flow)) : undefined,
  });
}
