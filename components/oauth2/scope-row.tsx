/** One thing an app asks for, in words, with a box to tick. */

import type { Chrome } from "@/lib/chrome";
import type { ScopeView } from "@/lib/oauth2/view";
import { CheckboxRow } from "../ui/checkbox-row";
import { ScopeIcon } from "./scope-icon";

export function ScopeRow({ scope, chrome }: { scope: ScopeView; chrome: Chrome }) {
  const { name, title, description, required, granted, icon } = scope;
  const note = required ? "consent.required" : granted ? "consent.grantedBefore" : undefined;
  return (
    <li className="flex gap-3 py-1">
      <ScopeIcon name={icon} />
      {/* A disabled box is not posted, so what cannot be unticked is posted by a hidden field. */}
      {required && <input type="hidden" name="grant_scope" value={name} />}
      <div className="min-w-0 grow">
        <CheckboxRow
          id={`scope-${name.replaceAll(/[^\w.-]/g, "_")}`}
          name={required ? undefined : "grant_scope"}
          value={name}
          defaultChecked
          disabled={required}
        >
          <span className="font-semibold">{title}</span>
          {note && <span className="ms-2 text-sm text-muted">{chrome.t(note)}</span>}
          {description && <span className="block text-[0.9375rem] text-muted">{description}</span>}
        </CheckboxRow>
      </div>
    </li>
  );
}
