/** `POST /consent/switch-account`: "not you?" — signs out and starts the app's request again with a sign-in. */

import { readLimitedForm } from "@/lib/limits/limit-post";
import { switchAccount } from "@/lib/oauth2/consent/consent-elsewhere.server";
import { refuseMethod } from "@/lib/web/refused-method";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return withPage("/consent/switch-account", request, async (page) =>
    switchAccount(page, await readLimitedForm(request, "challenge")),
  );
}

export const GET = refuseMethod("/consent/switch-account", "POST");
