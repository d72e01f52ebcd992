/** Several of a list of values: a box each, immediately followed by its label (docs/automation.md). */

import { CheckboxRow } from "@/components/controls/checkbox-row";
import { fieldId } from "./field-id";
import { FieldSet } from "./field-set";
import type { NodeProps } from "./node-props";

export function Choices({ node, formId, context }: NodeProps<"choices">) {
  const id = fieldId(formId, node.name);
  const isWrong = node.messages.some(({ tone }) => tone === "error");
  return (
    <FieldSet
      id={id}
      testId={`node/input/${node.name}`}
      title={node.label}
      isOptional={node.isOptional}
      hint={node.hint}
      messages={node.messages}
      context={context}
    >
      <div className="grid">
        {node.options.map(({ value, label, checked }) => (
          <CheckboxRow
            key={value}
            id={fieldId(formId, `${node.name}-${value}`)}
            name={node.name}
            value={value}
            defaultChecked={checked}
            disabled={node.disabled}
            aria-invalid={isWrong || undefined}
          >
            {label}
          </CheckboxRow>
        ))}
      </div>
    </FieldSet>
  );
}
