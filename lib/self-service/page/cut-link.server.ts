/** Links of mails that arrived cut or mistyped: a page of the same kind that says so, in place of an error. */

import { getConfig } from "@/lib/config/config";
import { toPerson } from "@/lib/oauth2/claims/person";
import { OryError } from "@/lib/ory/error";
import { getFlowError, whoami } from "@/lib/ory/kratos-public";
import { isMailLink } from "@/lib/relay/relay-rules";
import type { Relayed } from "@/lib/relay/relayed";
import { parseRefusal } from "@/lib/self-service/errors/kratos-error";
import { HttpError } from "@/lib/web/http-error";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath, toUrl } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { readUrl } from "@/lib/web/request-url";
import type { FlowExtras } from "./flow-extras";
import { isFlowId, toCutLinkNote } from "./notes.server";
import { showFlow, startFlow } from "./show-flow.server";

type MailedKind = "recovery" | "verification";

const LINK = /^\/self-service\/(recovery|verification)$/;

/** Says on the page of a flow that a link led there which was not whole. */
export const CUT_PARAMETER = "incomplete" as const;

const SERVER_ERROR = 500;

/** @returns undefined where a failed relay was not of such a link */
export function answerUnknownLink(page: PageRequest, error: unknown): Response | undefined {
  const kind = toLinkKind(page.request);
  const isUnknown = error instanceof HttpError && (error.status === 404 || error.status === 400);
  return kind && isUnknown ? leadToFlow(page, kind) : undefined;
}

/** @returns undefined where Kratos did not refuse the link itself */
export async function answerRefusedLink(page: PageRequest, relayed: Relayed): Promise<Response | undefined> {
  const kind = toLinkKind(page.request);
  if (!kind || relayed.kind !== "answer") return undefined;
  const location = relayed.response.headers.get("location") ?? "";
  const id = location.startsWith(`${toUrl("/error")}?`) ? new URL(location).searchParams.get("id") : null;
  return id && (await isRefusal(page, id)) ? leadToFlow(page, kind) : undefined;
}

/** @param query of the page: which flow, and whether a link led there that was not whole */
export async function showMailedFlow(
  page: PageRequest,
  kind: MailedKind,
  query: { flow?: string; return_to?: string; incomplete?: string },
): Promise<Response> {
  const isCut = query.incomplete !== undefined;
  const identifier = isCut && kind === "verification" ? await readOwnAddress(page) : undefined;
  const extras = (key: Parameters<typeof toCutLinkNote>[1]): FlowExtras =>
    isCut ? { note: toCutLinkNote(page, key), identifier } : {};
  if (query.flow) {
    return showFlow(page, kind, query.flow, { ...extras("flow.cutLinkShown"), returnTo: query.return_to });
  }
  return startFlow(page, kind, { returnTo: query.return_to }, extras("flow.cutLink"));
}

function toLinkKind(request: Request): MailedKind | undefined {
  const url = readUrl(request);
  const [, kind] = LINK.exec(url.pathname) ?? [];
  const isLink = (request.method === "GET" || isMailLink(url)) && getConfig().kratos.relay;
  return isLink && (kind === "recovery" || kind === "verification") ? kind : undefined;
}

/** The flow itself where it is named: its page knows the address, and takes the code by hand. */
function leadToFlow({ request }: PageRequest, kind: MailedKind): Response {
  const flow = readUrl(request).searchParams.get("flow") ?? "";
  return seeOther(toPath(`/${kind}`, { flow: isFlowId(flow) ? flow : undefined, [CUT_PARAMETER]: "true" }));
}

/** What broke at Kratos is told as what it is. */
async function isRefusal({ caller }: PageRequest, id: string): Promise<boolean> {
  try {
    const code = parseRefusal(await getFlowError(id, caller)).error.code;
    return code !== undefined && code < SERVER_ERROR;
  } catch (error) {
    if (error instanceof OryError) return false;
    throw error;
  }
}

async function readOwnAddress({ caller }: PageRequest): Promise<string | undefined> {
  const who = await whoami(caller);
  return who.kind === "session" ? toPerson(who.session.identity, getConfig().oauth2.claims).email : undefined;
}
