/** What the sign-in page says: with whom operators sign in, and where it leads on to. */

import { readUrl } from "@/lib/web/request-url";
import { getConsoleConfig } from "../get-console-config.server";
import { toConsolePath } from "../request/console-page.server";
import { toConsoleReturnPath } from "./return-path";

interface SignInView {
  startHref: string;
  /** Host of the provider. */
  provider: string;
  /** A form was sent without a session: what it asked for was not done. */
  lostForm: boolean;
}

/** @param returnTo where to after it; default the address that was asked for */
export function toSignInView(request: Request, returnTo?: string): SignInView {
  const { signIn, url } = getConsoleConfig();
  const { pathname, search } = readUrl(request);
  const asked =
    returnTo ?? (request.method === "GET" ? url.basePath + pathname + search : url.basePath + pathname);
  return {
    startHref: toConsolePath("/sign-in/start", { return_to: toConsoleReturnPath(asked, toConsolePath("")) }),
    provider: new URL(signIn.issuer).host,
    lostForm: request.method === "POST",
  };
}
