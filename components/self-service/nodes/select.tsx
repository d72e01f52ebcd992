/** A choice from a list that the identity schema names. */

import { CONTROL } from "./field";
import { fieldId } from "./field-id";
import { describeControl, Labelled } from "./labelled";
import type { NodeProps } from "./node-props";

export function Select({ node, formId, context }: NodeProps<"select">) {
  const key = node.key ?? node.name;
  const id = fieldId(formId, key);
  const hasEmpty = node.options.some(({ value }) => value === "");
  return (
    <Labelled id={id} name={key} node={node} context={context}>
      <div className="arrow-down">
        <select
          id={id}
          name={node.name}
          defaultValue={node.value}
          required={node.required}
          disabled={node.disabled}
          // biome-ignore lint/a11y/noAutofocus: the item that was just asked for
          autoFocus={node.isFocused}
          autoComplete={node.autocomplete}
          className={`${CONTROL} appearance-none pe-10`}
          {...describeControl(id, node.messages, node.hint)}
        >
          {!hasEmpty && <option value="">{context.t("flow.choose")}</option>}
          {node.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </Labelled>
  );
}
