/** Whether each server can work, and its version. */

import type { ServerStatus } from "@/lib/console/server/view";
import { Badge } from "./badge";
import { ForeignText } from "./foreign-text";

export function ServerList({ servers }: { servers: readonly ServerStatus[] }) {
  return (
    <ul className="grid gap-2">
      {servers.map(({ name, isReady, version, knowledge }) => (
        <li key={name} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="min-w-16 font-semibold">{name}</span>
          <Badge tone={isReady ? "good" : "bad"}>{isReady ? "ready" : "not ready"}</Badge>
          <ForeignText className="text-muted">
            {version ?? "version unknown"}
            {knowledge && `: ${knowledge}`}
          </ForeignText>
        </li>
      ))}
    </ul>
  );
}
