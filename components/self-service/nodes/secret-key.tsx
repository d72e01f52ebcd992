/** An authenticator's secret: in groups to be typed from another screen, and copied as the one word that it is. */

import type { PageContext } from "@/lib/page-context";
import { CopyButton } from "./copy-button";

interface SecretKeyProps {
  id: string;
  groups: readonly string[];
  context: PageContext;
}

export function SecretKey({ id, groups, context }: SecretKeyProps) {
  return (
    <div data-copies="" className="flex flex-wrap gap-2">
      <p
        data-testid={`node/text/${id}/text`}
        dir="ltr"
        className="min-w-0 grow rounded-control border border-line bg-canvas px-3.5 py-2.5 font-mono select-all"
      >
        <code>
          {groups.map((group, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups may read alike
            <span key={position} className="inline-block px-1">
              {group}
            </span>
          ))}
        </code>
      </p>
      <CopyButton context={context} of={context.t("settings.totp.title")} />
    </div>
  );
}
