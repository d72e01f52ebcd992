/** An account that is larger than what is read of a server's answer: nothing of it can be shown, and it can be signed out and deleted. */

import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import type { FormProblems } from "@/lib/console/forms/form";
import type { IdentityDetails, IdentityForms } from "@/lib/console/identities/view";
import { Shell } from "../parts/shell";
import { IdentityActs } from "./identity-acts";

interface LargeIdentityView {
  /** Its id is all that is known of it. */
  identity: IdentityDetails;
  /** Absent where the operator's role, or whose account it is, does not allow it. */
  forms: Pick<IdentityForms, "endSessions" | "delete">;
  /** Why less is offered than for other accounts. */
  notOffered?: string;
  problems: FormProblems;
  done?: string;
}

export function LargeIdentityPage({ context, view }: { context: ConsoleChrome; view: LargeIdentityView }) {
  const { identity, done, ...acts } = view;
  return (
    <Shell
      context={context}
      title={identity.id}
      place="/identities"
      back={{ href: `${context.consolePath}/identities`, label: "Identities" }}
      done={done}
      problems={acts.problems}
    >
      <Callout tone="error">
        What Kratos holds of this account is larger than the console reads (1 MB): none of it can be shown or
        changed here.
      </Callout>
      <IdentityActs identity={identity} grants={[]} hasMoreGrants={false} {...acts} />
    </Shell>
  );
}
