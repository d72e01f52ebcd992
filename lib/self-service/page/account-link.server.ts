/**
 * Keeps which sign-in links an account, and in which browser it began, and what it said then: Kratos says it once (threat F12), and
 * ties the flow to a cookie that another host of the domain can plant, with the flow of its own sign-in at a provider (threat P13).
 */

import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { type AccountLink, findAccountLink, withAccountLink } from "@/lib/self-service/account-link";
import { type KratosFlow, parseFlow } from "@/lib/self-service/kratos-flow";
import { isProviderAnswer } from "@/lib/self-service/provider-answer";
import type { FlowKind } from "@/lib/self-service/view";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";
import { readUrl } from "@/lib/web/request-url";
import { toTarget } from "@/lib/web/target";
import { isLinkingFlow, noteLinkingFlow } from "./linking-flows.server";

const link = z.object({
  flow: z.string(),
  /** What its page has said; absent before there was one. */
  said: z.object({ identifier: z.string().max(320), provider: z.string().max(200) }).optional(),
});

const cookie = sealedCookie({
  name: "link",
  // Kratos' default life of a login flow.
  ttlSeconds: 60 * 60,
  schema: z.object({ links: z.array(link) }),
});

/** The newest sign-ins that are known: a browser may have some in its tabs. */
const MOST_LINKS = 3;

/** Of a cookie's value, in characters: browsers drop a cookie of more than 4 kB. */
const VALUE_LIMIT = 3500;

const SIGN_UP = /\/self-service\/registration$/;

/** Forms, of which one may bring a provider's own token. Where another leads, or a flow's beginning, anybody may have chosen. */
const FORM = /\/self-service\/(login|registration)$/;

/** What Kratos adds to the address of a sign-in that links (v1.3.1 to v26.2.0), whichever form or answer made it. */
const LINKS = "no_org_ui";

/**
 * Set-Cookie lines where Kratos leads this browser from a provider's answer, or a form, to a sign-in that may link.
 * @param json what a script is told in place of where to go
 * @param destined sign-ins of {@link findDestinedSignIn}
 */
export async function expectAccountLink(
  request: Request,
  location: string | undefined,
  json?: unknown,
  destined: readonly string[] = [],
): Promise<string[]> {
  const { pathname } = readUrl(request);
  if (!isProviderAnswer(pathname) && !FORM.test(pathname)) return [];
  const { flow, links } = location === undefined ? toToldFlow(json) : toLedFlow(location);
  if (!flow || destined.includes(flow)) return [];
  if (links) await noteLinkingFlow(flow);
  else if (!mayBeginLink(pathname)) return [];
  return [await keep(request, { flow, ...(await readLink(request, flow)) })];
}

/** The sign-in that an address is of, and whether Kratos says there that it links. */
function toLedFlow(location: string): { flow?: string | null; links?: boolean } {
  const target = toTarget(location);
  if (!target?.isOwn) return {};
  const { pathname, searchParams } = new URL(target.href);
  return pathname.endsWith("/login")
    ? { flow: searchParams.get("flow"), links: searchParams.has(LINKS) }
    : {};
}

/**
 * The sign-in that a destination is of, which anybody may have begun and chosen: whoever makes an account without a session is led
 * there.
 */
export function findDestinedSignIn(destination: string): string | undefined {
  return toLedFlow(destination).flow ?? undefined;
}

/** The sign-in that a script is given, where it links. */
function toToldFlow(json: unknown): { flow?: string; links?: boolean } {
  const flow = parseFlow(json);
  return findAccountLink(flow) ? { flow: flow.id, links: true } : {};
}

/**
 * Whether a sign-in may link what another browser brought from a provider: Kratos forgets what it said, v1.3.1 not what made the flow.
 * Where browsers post to Kratos itself, nobody here saw it begin.
 */
export async function isForeignLink(request: Request, kind: FlowKind, flow: KratosFlow): Promise<boolean> {
  if (kind !== "login" || !getConfig().kratos.relay) return false;
  const { id, request_url: madeBy } = flow;
  if ((await readLink(request, id)) !== undefined) return false;
  const mayLink = madeBy && URL.canParse(madeBy) ? mayBeginLink(new URL(madeBy).pathname) : false;
  return mayLink || findAccountLink(flow) !== undefined || (id !== undefined && isLinkingFlow(id));
}

async function readLinks(request: Request): Promise<z.infer<typeof link>[]> {
  return (await cookie.read(request))?.links ?? [];
}

async function readLink(request: Request, flow: string | undefined) {
  return (await readLinks(request)).find((kept) => kept.flow === flow);
}

/** A Set-Cookie line that keeps it before the others; by itself where their names are long. */
async function keep(request: Request, own: z.infer<typeof link>): Promise<string> {
  const others = (await readLinks(request)).filter(({ flow }) => flow !== own.flow);
  const links = [own, ...others].slice(0, MOST_LINKS);
  return (await cookie.writeToFit({ links }, VALUE_LIMIT)) ?? cookie.write({ links: [own] });
}

/** A provider's answer, or the form that asked for what it lacked. */
function mayBeginLink(pathname: string): boolean {
  return isProviderAnswer(pathname) || SIGN_UP.test(pathname);
}

/** The flow as it says what it links, on each of its pages, and Set-Cookie lines that keep it. */
export async function keepAccountLink(
  request: Request,
  kind: FlowKind,
  flow: KratosFlow,
): Promise<{ flow: KratosFlow; setCookies: string[] }> {
  if (kind !== "login" || !flow.id) return { flow, setCookies: [] };
  const said = findAccountLink(flow);
  const own = (await readLink(request, flow.id))?.said;
  const isNew = said !== undefined && !own && isShort(said);
  return {
    flow: withAccountLink(flow, own),
    setCookies: isNew ? [await keep(request, { flow: flow.id, said })] : [],
  };
}

/** Longer names are guessed again from the flow itself. */
function isShort({ identifier, provider }: AccountLink): boolean {
  return identifier.length <= 320 && provider.length <= 200;
}
