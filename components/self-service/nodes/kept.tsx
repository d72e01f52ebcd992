/** What cannot be changed on this page: its values in words, and that they stay. */

import { NodeMessages } from "@/components/self-service/messages";
import { fieldId } from "./field-id";
import type { NodeProps } from "./node-props";

export function Kept({ node, formId, context }: NodeProps<"kept">) {
  const id = fieldId(formId, node.name);
  return (
    <div id={id} tabIndex={-1} data-testid={`node/kept/${node.name}`} className="grid gap-1.5">
      <p className="font-semibold">{node.label}</p>
      <NodeMessages id={id} messages={node.messages} />
      <ul className="grid gap-1">
        {node.lines.map((line, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered; lines may read alike
          <li key={position} className="break-words whitespace-pre-wrap">
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
      <p className="text-[0.9375rem] text-muted">{context.t("flow.kept")}</p>
    </div>
  );
}
