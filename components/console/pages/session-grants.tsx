/** The apps that were let in while one session lasted, and how they are taken out again. */

import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { SessionGrants } from "@/lib/console/grants/view";
import { Act } from "../parts/act";
import { Section } from "../parts/section";
import { Empty } from "../parts/table";
import { GrantList, RevokeGrant } from "./grant-list";

export interface SessionGrantsView {
  /** Unknown where Hydra did not answer. */
  grants: (SessionGrants & { hasMore: boolean; hasLeftOut?: boolean }) | "unknown";
  /** Absent where the role does not allow it. */
  revoke?: ActFormView;
  endLogins?: ActFormView;
}

interface Props {
  view: SessionGrantsView;
  personHref: string;
  problems: FormProblems;
}

export function SessionApps({ view: { grants, revoke, endLogins }, personHref, problems }: Props) {
  if (grants === "unknown")
    return (
      <Section id="grants" title="Apps">
        <Empty>Hydra did not answer: what was granted in this session is not known right now.</Empty>
      </Section>
    );
  const { apps, logins, hasUntold, hasMore, hasLeftOut } = grants;
  return (
    <Section id="grants" title="Apps" lead="Let in while this session lasted, by an answer of the person's.">
      {apps.length === 0 && <Empty>No app is known to have been let in during this session.</Empty>}
      <GrantList apps={apps} />
      <p className="text-muted">
        Hydra lists answers alone: an app that it remembered, or that asks nobody, was let in without one, and
        stands in no list.{" "}
        {hasUntold && "Of some grants of this person it is not known in which session they were made. "}
        {hasLeftOut && "A grant of this person is too large to be read: it may belong here. "}
        {hasMore && "Only the newest grants of this person were looked at. "}
        <a href={`${personHref}#grants`}>All apps of this person</a>
      </p>
      <Act
        form={logins.length > 0 ? endLogins : undefined}
        problems={problems}
        label="Sign out of these apps"
        look="danger"
      >
        Hydra ends the sign-in by which the person reached these apps, and tells those that named a
        back-channel logout. Others go on until they ask for a sign-in again; grants and tokens stay. Where
        Hydra is told of Kratos (urls.identity_provider), this session ends with it.
      </Act>
      <RevokeGrant form={revoke} apps={apps} problems={problems}>
        Hydra takes away what the person granted that app in every session: it knows no grant of one session
        alone.
      </RevokeGrant>
    </Section>
  );
}
