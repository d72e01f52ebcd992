/**
 * Carries a change of settings over the sign-in that it asks for: that one change, once somebody has signed in on a page
 * that named it (threat A5).
 *
 * Kratos v1.3 keeps a change that was sent too late and names it in its continuity cookie. It goes on with it at the next
 * request for the same flow, whatever that is: another form too. So the cookie travels to the settings endpoint only with
 * the address that Kratos leads back to, and only for a confirmed change. Elsewhere it is left alone: providers' callbacks
 * compare it with their `state`, a new flow drops what it names.
 */

import {
  dropWaitingChange,
  isSameChange,
  readResumeAddress,
  readWaitingChange,
  toResumeAddress,
  toWaitingChange,
  type WaitingChange,
  writeWaitingChange,
} from "@/lib/self-service/page/waiting-change.server";
import { isProviderAnswer } from "@/lib/self-service/provider-answer";
import { type ChangeKind, toChangeKind } from "@/lib/self-service/settings-change";
import { beginsSession, CONTINUITY_COOKIE, parseCookies } from "@/lib/web/cookies/cookies";
import { toBrowserUrl, toRelayUrl } from "@/lib/web/paths";
import { readUrl } from "@/lib/web/request-url";
import type { FlowBody } from "./form/relay-body";

const SETTINGS = "/self-service/settings";
const NEW_SETTINGS = "/self-service/settings/browser";
const NEW_LOGIN = "/self-service/login/browser";
const SIGN_IN = "/self-service/login";

const SETTINGS_PAGE = /\/settings$/;
const SHOW_CODES: ReadonlySet<ChangeKind> = new Set(["lookup_secret_regenerate", "lookup_secret_reveal"]);

/** The section's id on the settings page. */
const CODES = "settings-lookup_secret";

/** How a request may go to Kratos; `confirm`: not before its sender has signed in at that address. */
export type Carried =
  | { kind: "pass"; kratosCookie: string | undefined; change?: WaitingChange }
  | { kind: "confirm"; href: string };

/** What Kratos answered, as far as it tells what becomes of a change. */
interface Followed {
  carried: Extract<Carried, { kind: "pass" }>;
  form: FlowBody | undefined;
  location: string | undefined;
  setCookies: string[];
}

/** @param kratosCookie the Kratos cookies of the request, as they would travel */
export async function carryChange(request: Request, kratosCookie: string | undefined): Promise<Carried> {
  if (readUrl(request).pathname !== SETTINGS) return { kind: "pass", kratosCookie };
  const named = request.method === "GET" ? readResumeAddress(toBrowserUrl(request)) : undefined;
  const change = named && (await readWaitingChange(request));
  if (!change || !isSameChange(change, named)) {
    return { kind: "pass", kratosCookie: withoutContinuity(kratosCookie) };
  }
  return change.isConfirmed
    ? { kind: "pass", kratosCookie, change }
    : { kind: "confirm", href: toConfirmation(change) };
}

/** Kratos' answer, with what is remembered of the change from now on. */
export async function followChange(
  request: Request,
  { carried, form, location, setCookies }: Followed,
): Promise<{ location: string | undefined; setCookies: string[] }> {
  const { pathname } = readUrl(request);
  if (pathname === SETTINGS) {
    const flow = location === undefined ? undefined : readAskedFor(location);
    if (flow !== undefined) {
      const waiting = toWaitingChange(flow, toKind(form, carried.change));
      const cookie = await writeWaitingChange(waiting);
      return { location: toConfirmation(waiting), setCookies: [...setCookies, cookie] };
    }
    // A form that is sent later takes the place of what waits; what went on waits no more.
    const isOver = request.method === "POST" || carried.change !== undefined;
    return {
      location: toPlaceShown(request, location, toKind(form, carried.change)),
      setCookies: isOver ? [...setCookies, ...dropWaitingChange(request)] : setCookies,
    };
  }
  if (pathname === NEW_SETTINGS)
    return { location, setCookies: [...setCookies, ...dropWaitingChange(request)] };
  if ((pathname !== SIGN_IN && !isProviderAnswer(pathname)) || location === undefined)
    return { location, setCookies };
  const confirmed = await findConfirmed(request, location, setCookies);
  return {
    location,
    setCookies: confirmed ? [...setCookies, await writeWaitingChange(confirmed)] : setCookies,
  };
}

/** The change that a sign-in leads back to. Kratos also leads on whom it need not sign in: a session must begin. */
async function findConfirmed(
  request: Request,
  location: string,
  setCookies: string[],
): Promise<WaitingChange | undefined> {
  const named = readResumeAddress(location);
  const change = named && setCookies.some(beginsSession) ? await readWaitingChange(request) : undefined;
  return named && change && isSameChange(change, named) ? { ...change, isConfirmed: true } : undefined;
}

/** The settings flow whose change asks for a sign-in first, by where Kratos leads. */
function readAskedFor(location: string): string | undefined {
  if (!URL.canParse(location)) return undefined;
  const { origin, pathname, searchParams } = new URL(location);
  if (origin + pathname !== toRelayUrl(NEW_LOGIN)) return undefined;
  if (searchParams.get("refresh") !== "true") return undefined;
  return readResumeAddress(searchParams.get("return_to") ?? "")?.flow;
}

/** Backup codes stand far down the page, and nothing at its top says that they have come: the browser goes to them. */
function toPlaceShown(request: Request, location: string | undefined, kind: ChangeKind): string | undefined {
  if (!SHOW_CODES.has(kind) || location === undefined || !URL.canParse(location)) return location;
  const page = new URL(location);
  const flow = readUrl(request).searchParams.get("flow");
  if (!SETTINGS_PAGE.test(page.pathname) || page.searchParams.get("flow") !== flow) return location;
  page.hash = CODES;
  return page.href;
}

function toConfirmation(change: WaitingChange): string {
  return toRelayUrl(NEW_LOGIN, { refresh: "true", return_to: toResumeAddress(change) });
}

function toKind(form: FlowBody | undefined, earlier: WaitingChange | undefined): ChangeKind {
  return form ? toChangeKind(form.fields) : (earlier?.kind ?? "other");
}

function withoutContinuity(kratosCookie: string | undefined): string | undefined {
  const kept = parseCookies(kratosCookie ?? null).filter(({ name }) => name !== CONTINUITY_COOKIE);
  return kept.length > 0 ? kept.map(({ name, value }) => `${name}=${value}`).join("; ") : undefined;
}
