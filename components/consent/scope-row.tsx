/** One thing an app asks for, in words, with a box to tick. */

import { CheckboxRow } from "@/components/controls/checkbox-row";
import type { ScopeView } from "@/lib/oauth2/shared/view";
import type { PageContext } from "@/lib/page-context";
import { ScopeIcon } from "./scope-icon";

interface ScopeRowProps {
  scope: ScopeView;
  boxId: string;
  context: PageContext;
}

export function ScopeRow({ scope, boxId, context }: ScopeRowProps) {
  const { name, title, description, required, granted, icon } = scope;
  const note = required ? "consent.required" : granted ? "consent.grantedBefore" : undefined;
  return (
    <li className="flex gap-3 py-1">
      <ScopeIcon name={icon} />
      {/* A disabled box is not posted, so what cannot be unticked is posted by a hidden field. */}
      {required && <input type="hidden" name="grant_scope" value={name} />}
      <div className="min-w-0 grow">
        <CheckboxRow
          id={boxId}
          labelId={`scope-${name}`}
          name={required ? undefined : "grant_scope"}
          value={name}
          defaultChecked
          disabled={required}
        >
          <span className="font-semibold">{title}</span>
          {/* Without a space, letters of joined scripts would grow together. */}
          {note && <span className="text-sm text-muted"> {context.t(note)}</span>}
          {description && <span className="block text-[0.9375rem] text-muted">{description}</span>}
        </CheckboxRow>
      </div>
    </li>
  );
}
