/** `POST /console/sign-out`: ends the console's session, and offers to end the provider's. */

import { ConsoleSignedOutPage } from "@/components/console/pages/console-signed-out-page";
import { readConsoleForm } from "@/lib/console/forms/read-form.server";
import { answerConsole } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { endConsoleSession, readConsoleSession } from "@/lib/console/session/sessions.server";
import { toSignedOutView } from "@/lib/console/sign-in/signed-out-view.server";
import { requireToken } from "@/lib/web/form-token";
import { readField } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return answerConsole("/console/sign-out", request, async ({ context }) => {
    const form = await readConsoleForm(request);
    const session = await readConsoleSession(request);
    if (session) requireToken(readField(form, "form_token"), "console-sign-out", session.handle);
    const setCookies = await endConsoleSession(request);
    const view = await toSignedOutView(session?.idToken);
    return renderConsole(<ConsoleSignedOutPage context={context} view={view} />, { setCookies });
  });
}

export const GET = refuseConsoleMethod("/console/sign-out", "POST");
