/** `/console/identities/{id}`: one person, and what can be done to their account. */

import { IdentityPage } from "@/components/console/pages/identity-page";
import { LargeIdentityPage } from "@/components/console/pages/large-identity-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import type { DiffLine } from "@/lib/console/diff/to-diff";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { readActForm } from "@/lib/console/forms/read-form.server";
import { listGrants } from "@/lib/console/grants/grants.server";
import { toIdentityActs } from "@/lib/console/identities/acts.server";
import { findPageProtection, toIdentityForms } from "@/lib/console/identities/forms.server";
import { listIdentitySessions } from "@/lib/console/identities/identities.server";
import { BY_ID_ALONE, getIdentityOrId } from "@/lib/console/identities/identity-or-id.server";
import { lookAtEdit } from "@/lib/console/identities/look-at-edit.server";
import { rebaseTypedIdentity } from "@/lib/console/identities/rebase-typed";
import { type IdentityDetails, toIdentityDetails, withoutSecrets } from "@/lib/console/identities/view";
import type { Operator } from "@/lib/console/operator/operator";
import { isAllowed, type Permission } from "@/lib/console/operator/permissions";
import { NOT_OFFERED } from "@/lib/console/operator/protect";
import { requireUuid } from "@/lib/console/ory/ids.server";
import type { WholeOrId } from "@/lib/console/ory/or-smaller.server";
import { toUnknown } from "@/lib/console/ory/unknown.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { type OperatorPage, toConsolePath } from "@/lib/console/request/console-page.server";
import { readDoneSentence, readListQuery } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { getSchema } from "@/lib/console/schemas/schemas.server";
import { toSessionRow } from "@/lib/console/sessions/view";
import { readTrail } from "@/lib/console/trail/read.server";
import { toActView } from "@/lib/console/trail/view.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/identities/{id}";

/** Acts of the trail that a person's page shows. */
const TRAIL_COUNT = 10;

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.read", request, async (page) => {
    const id = requireUuid((await params).id);
    return show(page, id, () => getIdentityOrId(page.operator, id), NO_PROBLEMS);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.read", request, async (page) => {
    const id = requireUuid((await params).id);
    const form = await readActForm(request);
    const found = await getIdentityOrId(page.operator, id);
    const identity = toIdentityDetails(found.raw);
    const ask = async () => found;
    const looked = found.isWhole ? await lookAtEdit(page, identity, form) : undefined;
    if (looked) return show(page, id, ask, looked.problems, looked.difference);
    const again = (problems: FormProblems) => show(page, id, ask, problems);
    const acts = toIdentityActs(identity);
    const offered = found.isWhole ? acts : acts.filter(({ operation }) => BY_ID_ALONE.has(operation));
    return handleActs(page, offered, again, async () => form);
  });
}

async function show(
  page: OperatorPage,
  id: string,
  ask: () => Promise<WholeOrId>,
  problems: FormProblems,
  difference?: readonly DiffLine[],
): Promise<Response> {
  const { operator } = page;
  const { pageToken, toPager } = readListQuery(page, `/identities/${id}`, []);
  const asked = ask();
  const details = asked.then(({ raw }) => toIdentityDetails(raw));
  const beside = askBeside(operator, id, { details, pageToken });
  // Where the person is not there, that is what the page says, whatever else failed.
  beside.catch(() => undefined);
  const identity = await details;
  const { raw, isWhole } = await asked;
  if (!isWhole) return showLarge(page, identity, problems);
  const [sessions, trail, grants, schema] = await beside;
  const protection = findPageProtection(page, identity);
  return renderConsole(
    <IdentityPage
      context={page.context}
      view={{
        identity,
        sessions: sessions?.items.map(toSessionRow) ?? [],
        sessionsPager: toPager(sessions?.next),
        grants: grants === "unknown" ? undefined : grants,
        isGrantsUnknown: grants === "unknown",
        acts: trail?.acts.slice(0, TRAIL_COUNT).map(toActView) ?? [],
        trailHref: trail?.next && toConsolePath("/trail", { subject: id }),
        forms: toIdentityForms(page, identity, schema),
        notOffered: protection && NOT_OFFERED[protection],
        problems: rebaseTypedIdentity(problems, identity, schema),
        difference,
        done: await readDoneSentence(page),
        json: withoutSecrets(raw),
      }}
    />,
    { status: problems.status },
  );
}

async function showLarge(
  page: OperatorPage,
  identity: IdentityDetails,
  problems: FormProblems,
): Promise<Response> {
  const { endSessions, delete: remove } = toIdentityForms(page, identity, undefined);
  const protection = findPageProtection(page, identity);
  return renderConsole(
    <LargeIdentityPage
      context={page.context}
      view={{
        identity,
        forms: { endSessions, delete: remove },
        notOffered: protection && NOT_OFFERED[protection],
        problems,
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}

/** What the page shows beside the person, asked for while the person is: all of it is known by the id in the address. */
function askBeside(
  operator: Operator,
  id: string,
  { details, pageToken }: { details: Promise<IdentityDetails>; pageToken: string | undefined },
) {
  const may = (permission: Permission) => isAllowed(operator.role, permission);
  return Promise.all([
    may("sessions.read") ? listIdentitySessions(operator, id, pageToken) : undefined,
    may("trail.read") ? readTrail(operator, { subject: id }, { count: TRAIL_COUNT }) : undefined,
    // A person is looked at while Hydra is away too.
    may("grants.read") ? listGrants(operator, id).catch(toUnknown) : undefined,
    may("identities.edit") ? findSchema(operator, details) : undefined,
  ]);
}

/** Of whom was looked at last: most people have one and the same. */
let lastSchema: string | undefined;

/**
 * The last one is asked for before it is known to be the person's, and its answer is used only where it is. Undefined for one
 * that Kratos does not have any more: traits are written as JSON then.
 */
async function findSchema(operator: Operator, details: Promise<IdentityDetails>): Promise<unknown> {
  const ask = (id: string) => getSchema(operator, id).catch(toUnknown);
  const guessed = lastSchema;
  const early = guessed === undefined ? undefined : ask(guessed);
  early?.catch(() => undefined);
  const { schema } = await details;
  // Nothing but the id of the account is known.
  if (!schema) return undefined;
  lastSchema = schema;
  const known = await (schema === guessed ? early : ask(schema));
  return known === "unknown" ? undefined : known;
}
