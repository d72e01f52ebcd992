/** `/console/sign-in`: the page that leads to the provider. */

import { SignInPage } from "@/components/console/pages/sign-in-page";
import { answerConsole } from "@/lib/console/request/answer-console.server";
import { toConsolePath } from "@/lib/console/request/console-page.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toSignInView } from "@/lib/console/sign-in/sign-in-view.server";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerConsole("/console/sign-in", request, async ({ context }) =>
    renderConsole(<SignInPage context={context} view={toSignInView(request, toConsolePath(""))} />),
  );
}

export const POST = refuseConsoleMethod("/console/sign-in", "GET, HEAD");
