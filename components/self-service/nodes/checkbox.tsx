/** A checkbox, immediately followed by its label (docs/automation.md). */

import { CheckboxRow } from "@/components/controls/checkbox-row";
import { LinkedWords } from "@/components/controls/linked-words";
import { NodeMessages } from "@/components/self-service/messages";
import { fieldId } from "./field-id";
import { Hint } from "./hint";
import { describeControl } from "./labelled";
import type { NodeProps } from "./node-props";

export function Checkbox({ node, formId, context }: NodeProps<"checkbox">) {
  const id = fieldId(formId, node.name);
  return (
    <div data-testid={`node/input/${node.name}`} className="grid gap-1.5">
      <NodeMessages id={id} messages={node.messages} />
      <CheckboxRow
        id={id}
        name={node.name}
        value={node.value}
        defaultChecked={node.checked}
        required={node.required}
        disabled={node.disabled}
        {...describeControl(id, node.messages, node.hint)}
      >
        {node.words ? <LinkedWords words={node.words} t={context.t} /> : node.label}
      </CheckboxRow>
      <Hint id={id} words={node.hint} context={context} />
    </div>
  );
}
