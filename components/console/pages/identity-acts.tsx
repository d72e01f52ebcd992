/** What can be done to a person's account, each folded until it is wanted. */

import type { ReactNode } from "react";
import type { DiffLine } from "@/lib/console/diff/to-diff";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { GrantView } from "@/lib/console/grants/view";
import type { IdentityDetails, IdentityForms } from "@/lib/console/identities/view";
import { Act } from "../parts/act";
import { ActForm, bindFields, Fold, ReasonField, toOwnProblems } from "../parts/act-form";
import { SelectField } from "../parts/field";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { EditTraits } from "./edit-traits";
import { RevokeGrant } from "./grant-list";
import { EditMetadata, RemoveCredential, Verify } from "./identity-repair";

interface Props {
  identity: IdentityDetails;
  grants: readonly GrantView[];
  /** Some are in no list. */
  hasMoreGrants: boolean;
  forms: IdentityForms;
  problems: FormProblems;
  /** Of the form that was looked at. */
  difference?: readonly DiffLine[];
  /** Why less is offered than for other accounts. */
  notOffered?: string;
}

export function IdentityActs(props: Props) {
  const { identity, grants, hasMoreGrants, forms, problems, difference, notOffered } = props;
  if (!Object.values(forms).some(Boolean)) return null;
  const person = <ForeignText>{identity.person}</ForeignText>;
  return (
    <Section id="acts" title="Change" lead={notOffered}>
      {forms.edit && (
        <EditTraits traits={identity.traits} view={forms.edit} problems={problems} difference={difference} />
      )}
      {forms.metadata && (
        <EditMetadata identity={identity} {...forms.metadata} problems={problems} difference={difference} />
      )}
      {forms.verify && <Verify identity={identity} form={forms.verify} problems={problems} />}
      {forms.removeCredential && <RemoveCredential {...forms.removeCredential} problems={problems} />}
      <WaysIn forms={forms} problems={problems} />
      <RevokeGrant form={forms.revoke} apps={grants} problems={problems} />
      <Act
        form={grants.length > 0 || hasMoreGrants ? forms.revokeAll : undefined}
        problems={problems}
        label="Take away every app's grant"
        look="danger"
      >
        Every app loses its access and refresh tokens, also those that no list has any more, and asks again at
        the next sign-in. {person} stays signed in.
      </Act>
      <Act form={forms.endSessions} problems={problems} label="Sign out everywhere" word="sign out">
        {person} is signed out of every browser, and of this console, and Kratos forgets that these sessions
        ever were. Apps keep their tokens.
      </Act>
      <Act form={forms.block} problems={problems} label="Block everywhere" word="block">
        Kratos refuses {person} from now on, their sessions end, and apps lose their grants and tokens. The
        account and all it holds stay.
      </Act>
      <Act form={forms.unblock} problems={problems} label="Let them sign in again">
        What apps lost by the block does not come back by itself: {person} allows it again.
      </Act>
      <Act form={forms.delete} problems={problems} label="Delete everywhere" word="delete">
        Apps lose their grants and tokens, and the account is gone with all it holds. Nothing brings it back.
      </Act>
    </Section>
  );
}

/** For somebody who cannot sign in, or never did. */
function WaysIn({ forms, problems }: Pick<Props, "forms" | "problems">) {
  return (
    <>
      {forms.invitation && <Invite {...forms.invitation} problems={problems} />}
      {forms.recovery && (
        <Recovery
          form={forms.recovery}
          problems={problems}
          label="Make a recovery code"
          submit="Make the code"
        >
          Whoever has the code signs in as this person. It is shown once, verifies no address, and no mail is
          sent: hand it over yourself, to somebody you know it is. None is made where recovery is switched
          off: no page would take it.
        </Recovery>
      )}
      {forms.recoveryLink && (
        <Recovery
          form={forms.recoveryLink}
          problems={problems}
          label="Make a recovery link"
          submit="Make the link"
        >
          The same as a link that opens the account once. Kratos makes one where recovery by link is on, and
          says so where it is not.
        </Recovery>
      )}
    </>
  );
}

interface InviteProps {
  form: ActFormView;
  addresses: readonly string[];
  problems: FormProblems;
}

function Invite({ form, addresses, problems }: InviteProps) {
  const of = bindFields(form, problems);
  return (
    <Act
      form={form}
      problems={problems}
      label="Send an invitation by mail"
      submit="Send the invitation"
      fields={
        <SelectField
          {...of("address")}
          label="To"
          choices={addresses.map((address) => ({ value: address, label: address }))}
        />
      }
    >
      Kratos mails its recovery message with a link, in the words of its template. It works once, in any
      browser, for an hour where Kratos is not told otherwise: whoever opens it is signed in to this account,
      sets up how to sign in, and the address counts as verified. It needs the method link, and says so where
      that is off.
    </Act>
  );
}

const TIMES = [
  { value: "15m", label: "15 minutes" },
  { value: "1h", label: "1 hour" },
  { value: "12h", label: "12 hours" },
];

interface RecoveryProps {
  form: ActFormView;
  problems: FormProblems;
  label: string;
  submit: string;
  children: ReactNode;
}

function Recovery({ form, problems, label, submit, children }: RecoveryProps) {
  const own = toOwnProblems(form, problems);
  const of = bindFields(form, problems);
  return (
    <Fold label={label} isOpen={own !== undefined}>
      <p className="text-muted">{children}</p>
      <ActForm form={form} problems={problems} submit={submit} look="danger">
        <SelectField {...of("expires")} label="Ends after" choices={TIMES} />
        <ReasonField form={form} problems={problems} />
      </ActForm>
    </Fold>
  );
}
