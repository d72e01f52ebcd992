/**
 * One method's form, complete enough to be submitted by itself. The page's language goes along, for the operator's mail
 * templates and web hooks; Kratos v1.3 takes it from a form as one JSON field.
 */

import { Callout } from "@/components/controls/callout";
import type { PageContext } from "@/lib/page-context";
import type { FormView } from "@/lib/self-service/view";
import { Node } from "./nodes/nodes";

export function FlowForm({ form, context }: { form: FormView; context: PageContext }) {
  return (
    <form action={form.action} method={form.method} data-testid={form.testId} className="grid gap-4">
      {form.needsScript && (
        <noscript>
          <Callout tone="info">{context.t("flow.needsScript")}</Callout>
        </noscript>
      )}
      {form.method === "post" && (
        <input type="hidden" name="transient_payload" value={JSON.stringify({ locale: context.locale })} />
      )}
      {form.nodes.map((node, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered; nodes have no id of their own
        <Node key={position} node={node} formId={form.testId} context={context} />
      ))}
    </form>
  );
}
