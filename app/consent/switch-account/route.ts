/** `POST /consent/switch-account`: "not you?" — signs out and starts the app's request again with a sign-in. */

import { answer } from "@/app/_page/answer";
import { switchAccount } from "@/app/_page/consent";
import { refuseMethod } from "@/app/_page/refused-method";
import { readLimitedForm } from "@/lib/http/limit-post";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return answer("/consent/switch-account", request, async (page) =>
    switchAccount(page, await readLimitedForm(request, "challenge")),
  );
}

export const GET = refuseMethod("/consent/switch-account", "POST");
