/** Kratos' own script, as lib/self-service allowed it: a known source with its integrity (threat F1). */

import type { ScriptNode } from "@/lib/self-service/node-kinds";

export function Script({ node }: { node: ScriptNode }) {
  return (
    <script
      data-testid={`node/script/${node.id}`}
      src={node.src}
      integrity={node.integrity}
      crossOrigin={node.crossorigin}
      referrerPolicy={node.referrerpolicy}
      async={node.async}
    />
  );
}
