/** What every console handler reads of its request before anything else. */

import { getConfig } from "@/lib/config/config";
import { toDigest } from "@/lib/digest";
import { getEnglish } from "@/lib/i18n/languages";
import { getAssets } from "@/lib/web/assets";
import { requireBounded } from "@/lib/web/bounds";
import { toCaller } from "@/lib/web/caller";
import { createToken } from "@/lib/web/form-token";
import { getOwnBrand } from "@/lib/web/page-request";
import { readUrl } from "@/lib/web/request-url";
import type { Caller } from "../../ory/caller";
import { CONSOLE_PATH } from "../config.server";
import type { ConsoleChrome } from "../context";
import { getConsoleConfig } from "../get-console-config.server";
import { toPlaces } from "../navigation";
import type { Operator } from "../operator/operator";
import type { ConsoleSession } from "../session/session";

export interface ConsolePage {
  request: Request;
  /** For Kratos' own session, where that is how operators sign in. */
  caller: Caller;
  context: ConsoleChrome;
  /** The page's own path as browsers see it, without query. */
  path: string;
  /** The same with its query: what an act is about may stand there, such as the filter of a list. */
  address: string;
}

/** A page of somebody who may see it. */
export interface OperatorPage extends ConsolePage {
  operator: Operator;
  session: ConsoleSession;
}

/** The console speaks English; times are told in the browser's own zone by the script. */
const LOCALE = "en";

/** @throws HttpError 400 for cookies that arrive twice, 431 for too many */
export function toConsolePage(request: Request): ConsolePage {
  requireBounded(request);
  const { basePath } = getConsoleConfig().url;
  const { pathname, search } = readUrl(request);
  const path = basePath + pathname;
  return { request, caller: toCaller(request), context: toConsoleChrome(), path, address: path + search };
}

function toConsoleChrome(): ConsoleChrome {
  const { brandStylesheet } = getConfig();
  const brand = getOwnBrand();
  const { basePath } = getConsoleConfig().url;
  const assets = getAssets(basePath);
  return {
    locale: LOCALE,
    dir: "ltr",
    t: getEnglish(),
    productName: `${brand.name} console`,
    brand: { ...brand, scheme: "auto", layout: "centred" },
    assets: { stylesheet: assets.consoleStylesheet, script: assets.consoleScript },
    moreStylesheets: brandStylesheet ? [brandStylesheet] : [],
    basePath,
    consolePath: basePath + CONSOLE_PATH,
    places: [],
  };
}

/** The same page with the operator in its header. */
export function withOperator(page: ConsolePage, operator: Operator, session: ConsoleSession): OperatorPage {
  const { issuer, subject, name, role } = operator;
  const key = toDigest(JSON.stringify([issuer, subject]));
  const { hydra } = getConfig();
  const signOut = {
    action: toConsolePath("/sign-out"),
    fields: { form_token: createToken("console-sign-out", session.handle) },
  };
  const context = {
    ...page.context,
    operator: { key, name, role, signOut },
    places: toPlaces(role, {
      hydra: Boolean(hydra),
      publicHydra: Boolean(hydra?.publicUrl),
      network: Boolean(getConsoleConfig().network),
    }),
  };
  chromes.set(page.request, context);
  return { ...page, context, operator, session };
}

const chromes = new WeakMap<Request, ConsoleChrome>();

/** With the operator's navigation where the request was let in: for pages that say what went wrong after that. */
export function findChrome(request: Request): ConsoleChrome {
  return chromes.get(request) ?? toConsoleChrome();
}

/** @param path under the console, `/sessions`; its variable parts encoded by {@link segment} */
export function toConsolePath(path: string, query: Record<string, string | undefined> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(given).toString();
  return `${getConsoleConfig().url.basePath}${CONSOLE_PATH}${path}${search ? `?${search}` : ""}`;
}

/** The same as an absolute address, for other servers to lead back to. */
export function toConsoleUrl(path: string, query: Record<string, string | undefined> = {}): string {
  return getConsoleConfig().url.origin + toConsolePath(path, query);
}
