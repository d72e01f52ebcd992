/** What a person is asked before a login challenge can be answered, and what their browser keeps meanwhile. */

import { getConfig } from "@/lib/config/config";
import { writeUiLocales } from "@/lib/i18n/ui-locales.server";
import { toPerson } from "@/lib/oauth2/claims/person";
import { type AuthenticationReason, toParameters } from "@/lib/oauth2/login/decide-login";
import {
  type LoginChallenge,
  toAnswerForm,
  toClientLabel,
  toContinueHref,
  toNamedAccount,
} from "@/lib/oauth2/login/login-answer.server";
import { mergePendingRequest, toPendingRequest } from "@/lib/oauth2/login/pending-request";
import { writePendingRequest } from "@/lib/oauth2/login/pending-request.server";
import { toClientCard } from "@/lib/oauth2/shared/client-card.server";
import { keepToStartAgain } from "@/lib/oauth2/shared/start-again.server";
import { toClockLead } from "@/lib/ory/kratos-public";
import { type LoginQuestion, toLoginQuestionView } from "@/lib/questions/accounts";
import { toCancelLink } from "@/lib/self-service/page/app-request.server";
import type { FlowExtras } from "@/lib/self-service/page/flow-extras";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { renderConfirm } from "@/lib/web/render-confirm";

export async function askLoginQuestion(
  page: PageRequest,
  login: LoginChallenge,
  question: LoginQuestion,
): Promise<Response> {
  const { challenge, session } = login;
  const asked =
    question.kind === "choose-account"
      ? { ...question, continueHref: toContinueHref("/login", challenge, session) }
      : question;
  const { action, fields } = toAnswerForm("/login", challenge);
  const view = toLoginQuestionView(page.context.t, asked, {
    client: toClientLabel(login.request),
    form: { action, fields: { ...fields, account: toNamedAccount(challenge, session) } },
    settingsHref: toPath("/settings", { return_to: login.returnTo }),
  });
  return renderConfirm(page, view, { setCookies: await toPendingRequestCookies(page, login) });
}

/** What a flow that was started for a challenge says and keeps beside its own. */
export async function toChallengeExtras(
  page: PageRequest,
  login: LoginChallenge,
  why: AuthenticationReason,
  identifier?: string,
): Promise<FlowExtras> {
  const client = toClientLabel(login.request);
  return {
    clientName: client,
    clientCard: toClientCard(login.request.client),
    identifier,
    lead: why === "sign-in" ? undefined : page.context.t(`login.why.${why}`, { client }),
    links: [toCancelLink(page, login.challenge)],
    setCookies: await toPendingRequestCookies(page, login),
  };
}

async function toPendingRequestCookies(
  page: PageRequest,
  { challenge, request, session, who, pendingRequest }: LoginChallenge,
): Promise<string[]> {
  const seen = toPendingRequest(request, session, new Date());
  const clockLead = toClockLead(who);
  const now = who.kind === "aal2-required" ? { ...seen, isFirstFactorUnseen: true } : seen;
  return [
    ...writeUiLocales(page.request, toParameters(request).uiLocales),
    ...(await keepToStartAgain(challenge, request.request_url)),
    ...(await writePendingRequest(
      page.request,
      pendingRequest ? mergePendingRequest(pendingRequest, now, clockLead) : now,
    )),
  ];
}

/** Who is asked again need not type who they are: Kratos forgets it where codes are a way to sign in too. */
export function toOwnIdentifier({ session }: LoginChallenge): string | undefined {
  return session?.identity && toPerson(session.identity, getConfig().oauth2.claims).email;
}
