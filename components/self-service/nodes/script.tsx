/**
 * The scripts of a flow's page beside Foyer's own: Kratos', as lib/self-service allowed it, a known source with its
 * integrity (threat F1), and that of a captcha, which its maker changes at any time, where the operator allows it.
 */

import type { PageContext } from "@/lib/page-context";
import type { ScriptNode } from "@/lib/self-service/node-kinds";
import type { FlowView } from "@/lib/self-service/view";

export function FlowScripts({ view, context }: { view: FlowView; context: PageContext }) {
  const own = context.assets.captchaScript;
  return (
    <>
      {view.scripts.map((script) => (
        <Script key={script.id} node={script} />
      ))}
      {view.captchaScript && own && <script type="module" src={own} />}
      {view.captchaScript && <script src={view.captchaScript} referrerPolicy="no-referrer" async />}
    </>
  );
}

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
