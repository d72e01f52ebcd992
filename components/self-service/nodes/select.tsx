/** A choice from a list that the identity schema names. */

import { CONTROL } from "./field";
import { fieldId } from "./field-id";
import { describeControl, Labelled } from "./labelled";
import type { NodeProps } from "./node-props";

/** Browsers draw their own arrow right at the border. It points down: two sides of a square that is turned, in no direction's order. */
const ARROW =
  "relative after:pointer-events-none after:absolute after:end-4 after:top-1/2 after:size-2.5 after:[translate:0_-75%] after:rotate-45 after:border-r-2 after:border-b-2";

export function Select({ node, formId, context }: NodeProps<"select">) {
  const key = node.key ?? node.name;
  const id = fieldId(formId, key);
  const hasEmpty = node.options.some(({ value }) => value === "");
  return (
    <Labelled id={id} name={key} node={node} context={context}>
      <div className={ARROW}>
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
