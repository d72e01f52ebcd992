/** Several values of one trait: a field each, which can be taken away, and a button for one more. */

import { buttonClass } from "@/components/controls/button-class";
import type { PageContext } from "@/lib/page-context";
import type { ListNode } from "@/lib/self-service/node-kinds";
import { CHANGE_LIST } from "@/lib/self-service/nodes/typed";
import { Field } from "./field";
import { fieldId } from "./field-id";
import { FieldSet } from "./field-set";
import type { NodeProps } from "./node-props";
import { Select } from "./select";

export function ListField({ node, formId, context }: NodeProps<"list">) {
  const id = fieldId(formId, node.name);
  const { items, blank, maximum } = node;
  return (
    <FieldSet
      id={id}
      testId={`node/input/${node.name}`}
      title={node.label}
      isOptional={node.isOptional}
      hint={node.hint}
      messages={node.messages}
      context={context}
      data={{ "data-list": node.name, "data-item": node.itemLabel, "data-maximum": maximum }}
    >
      {items.map((item, position) => (
        <Row key={item.key} node={node} item={item} position={position} formId={formId} context={context} />
      ))}
      {blank && (
        <>
          <template>
            <Row node={node} item={blank} position={items.length} formId={formId} context={context} />
          </template>
          <div>
            <button
              type="submit"
              name={CHANGE_LIST}
              value={`add ${node.name}`}
              formAction={node.redrawAt}
              formNoValidate
              hidden={maximum !== undefined && items.length >= maximum}
              className={buttonClass("secondary", "auto")}
            >
              {context.t("list.add")}
              <span className="sr-only">{`: ${node.label}`}</span>
            </button>
          </div>
        </>
      )}
    </FieldSet>
  );
}

interface RowProps {
  node: ListNode;
  item: ListNode["items"][number];
  /** From 0. */
  position: number;
  formId: string;
  context: PageContext;
}

function Row({ node, item, position, formId, context }: RowProps) {
  return (
    <div data-row className="flex flex-wrap items-end gap-x-2 gap-y-1.5">
      {item.kind === "field" ? (
        <Field node={item} formId={formId} context={context} />
      ) : (
        <Select node={item} formId={formId} context={context} />
      )}
      {!node.disabled && (
        <button
          type="submit"
          name={CHANGE_LIST}
          value={`remove ${position} ${node.name}`}
          formAction={node.redrawAt}
          formNoValidate
          hidden={node.items.length < 2}
          className={`${buttonClass("secondary", "auto")} min-h-12`}
        >
          {context.t("list.remove")}
          <span className="sr-only">
            {": "}
            <span data-item-name>{item.label}</span>
          </span>
        </button>
      )}
    </div>
  );
}
