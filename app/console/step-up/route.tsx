/** `/console/step-up?act=`: an act that waits for a fresh sign-in, and then for the word to carry it on. */

import { StepUpPage } from "@/components/console/pages/step-up-page";
import { findAct } from "@/lib/console/act/pending-act.server";
import { toStepUpView } from "@/lib/console/act/step-up-view.server";
import { findChosenWords } from "@/lib/console/identities/chosen.server";
import { ConsoleProblem } from "@/lib/console/problem";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { readQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/step-up", "home.read", request, async (page) => {
    const { act: id = "" } = readQuery(request, ["act"]);
    const pending = await findAct(page, id);
    if (!pending) {
      throw new ConsoleProblem(410, {
        title: "Nothing waits here",
        text: "It was carried out already, or it waited longer than ten minutes, or another operator began it.",
      });
    }
    const chosen = await findChosenWords(page.operator, pending);
    const view = toStepUpView(page, id, pending, chosen);
    return renderConsole(<StepUpPage context={page.context} view={view} />);
  });
}

export const POST = refuseConsoleMethod("/console/step-up", "GET, HEAD");
