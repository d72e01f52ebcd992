/** A labelled one-line control. */

import { NodeMessages } from "@/components/self-service/messages";
import type { PageContext } from "@/lib/page-context";
import type { FieldNode } from "@/lib/self-service/view";
import { fieldId, hintId, messagesId } from "./field-id";
import type { NodeProps } from "./node-props";

export const CONTROL =
  "block min-h-12 w-full rounded-control border border-field bg-panel px-3.5 text-ink focus:outline-offset-0 disabled:bg-canvas disabled:text-muted aria-invalid:border-2 aria-invalid:border-danger";

/** Describes a control's state to assistive technology: its hint and messages, and whether they are errors. */
export function describeControl(id: string, messages: FieldNode["messages"], hint?: string) {
  const described = [hint && hintId(id), messages.length > 0 && messagesId(id)].filter(Boolean).join(" ");
  return {
    "aria-describedby": described || undefined,
    "aria-invalid": messages.some(({ tone }) => tone === "error") || undefined,
  };
}

export function Field({ node, formId, context }: NodeProps<"field">) {
  const id = fieldId(formId, node.name);
  return (
    <div data-testid={`node/input/${node.name}`} className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {node.label}
      </label>
      {node.hint && (
        <p id={hintId(id)} className="text-[0.9375rem] text-muted">
          {node.hint}
        </p>
      )}
      <NodeMessages id={id} messages={node.messages} />
      <div className="relative">
        <Input node={node} id={id} />
        {node.type === "password" && <Reveal id={id} context={context} />}
      </div>
    </div>
  );
}

function Input({ node, id }: { node: FieldNode; id: string }) {
  // Names, addresses and codes are not prose.
  const isProse = node.type === "text" && !node.isCode && !node.autocomplete?.includes("username");
  const look = node.isCode
    ? "text-center font-mono text-xl tracking-[0.3em]"
    : node.type === "password"
      ? "pe-24"
      : "";
  return (
    <input
      id={id}
      name={node.name}
      type={node.type}
      defaultValue={node.value || undefined}
      required={node.required}
      disabled={node.disabled}
      autoComplete={node.autocomplete}
      autoCapitalize={isProse ? undefined : "none"}
      spellCheck={isProse ? undefined : false}
      inputMode={node.inputmode}
      enterKeyHint={node.enterkeyhint}
      pattern={node.pattern}
      // A pasted "123 456" must not be cut before the script, or Kratos, has seen all of it.
      maxLength={node.isCode ? undefined : node.maxlength}
      step={node.step}
      data-code={node.isCode ? (node.maxlength ?? "") : undefined}
      data-onload={node.onload}
      className={`${CONTROL} ${look}`}
      {...describeControl(id, node.messages, node.hint)}
    />
  );
}

/** Shows and hides a password; hidden itself until the script is there to do it. */
function Reveal({ id, context }: { id: string; context: PageContext }) {
  return (
    <button
      type="button"
      hidden
      data-reveals={id}
      data-conceal={context.t("flow.hidePassword")}
      aria-controls={id}
      className="absolute inset-y-0 end-0 min-w-11 rounded-control px-3.5 text-[0.9375rem] font-semibold text-link hover:underline"
    >
      {context.t("flow.showPassword")}
    </button>
  );
}
