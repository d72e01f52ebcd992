/** `/console/registration`: dynamic client registration, by the app's own token. */

import { RegistrationPage } from "@/components/console/pages/registration-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { requirePublicHydra } from "@/lib/console/ory/require-hydra.server";
import { REGISTRATION_FIELDS, toRegistrationActs } from "@/lib/console/registration/acts.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/registration";

export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "registration.write", request, async (page) => {
    requirePublicHydra();
    return show(page, NO_PROBLEMS);
  });
}

export function POST(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "registration.write", request, async (page) => {
    requirePublicHydra();
    return handleActs(page, toRegistrationActs(), (problems) => show(page, problems));
  });
}

async function show(page: OperatorPage, problems: FormProblems): Promise<Response> {
  return renderConsole(
    <RegistrationPage
      context={page.context}
      view={{
        create: toActForm(page, "registration.create", REGISTRATION_FIELDS.create),
        read: toActForm(page, "registration.read", REGISTRATION_FIELDS.read),
        update: toActForm(page, "registration.update", REGISTRATION_FIELDS.update),
        delete: toActForm(page, "registration.delete", REGISTRATION_FIELDS.delete),
        problems,
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}
