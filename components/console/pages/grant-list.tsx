/** What apps were granted, and taking it from one of them. */

import type { ReactNode } from "react";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { GrantView } from "@/lib/console/grants/view";
import { toShortName } from "@/lib/console/visible";
import { Act } from "../parts/act";
import { bindFields } from "../parts/act-form";
import { SelectField } from "../parts/field";
import { ForeignText } from "../parts/foreign-text";
import { Time } from "../parts/time";

export function GrantList({ apps }: { apps: readonly GrantView[] }) {
  if (apps.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {apps.map(({ clientId, app, scopes, grantedAt }) => (
        <li key={clientId}>
          <ForeignText className="font-semibold">{app}</ForeignText>{" "}
          <ForeignText>{toShortName(scopes.join(", "))}</ForeignText> · <Time at={grantedAt} />
        </li>
      ))}
    </ul>
  );
}

interface RevokeProps {
  /** Absent where the role does not allow it. */
  form?: ActFormView;
  apps: readonly GrantView[];
  problems: FormProblems;
  /** What else it does. */
  children?: ReactNode;
}

export function RevokeGrant({ form, apps, problems, children }: RevokeProps) {
  if (!form || apps.length === 0) return null;
  const of = bindFields(form, problems);
  return (
    <Act
      form={form}
      problems={problems}
      label="Take away an app's grant"
      submit="Take away"
      look="danger"
      fields={
        <SelectField
          {...of("client")}
          label="App"
          choices={apps.map(({ clientId, app }) => ({ value: clientId, label: app }))}
        />
      }
    >
      The app loses its access and refresh tokens, and asks again at the next sign-in. Access tokens that it
      checks by itself work until they expire. {children}
    </Act>
  );
}
