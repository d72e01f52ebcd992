/** Several values of one trait: a field each, which can be taken away, and a button for one more. */

import type { Chrome } from "@/lib/chrome";
import { CHANGE_LIST } from "@/lib/flow/typed";
import type { ListNode } from "@/lib/flow/view";
import { buttonClass } from "../ui/button-class";
import { Field } from "./field";
import { fieldId, messagesId } from "./field-id";
import { FieldSet } from "./field-set";
import { NodeMessages } from "./messages";
import type { NodeProps } from "./node-props";
import { Select } from "./select";

export function ListField({ node, formId, chrome }: NodeProps<"list">) {
  const id = fieldId(formId, node.name);
  const { items, blank, maximum } = node;
  return (
    <FieldSet
      id={id}
      testId={`node/input/${node.name}`}
      title={node.label}
      hint={node.hint}
      describedBy={node.messages.length > 0 ? messagesId(id) : undefined}
      chrome={chrome}
      data={{ "data-list": node.name, "data-item": node.itemLabel, "data-maximum": maximum }}
    >
      <NodeMessages id={id} messages={node.messages} />
      {items.map((item, position) => (
        <Row key={item.key} node={node} item={item} position={position} formId={formId} chrome={chrome} />
      ))}
      {blank && (
        <>
          <template>
            <Row node={node} item={blank} position={items.length} formId={formId} chrome={chrome} />
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
              {chrome.t("list.add")}
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
  chrome: Chrome;
}

function Row({ node, item, position, formId, chrome }: RowProps) {
  return (
    <div data-row className="flex flex-wrap items-end gap-x-2 gap-y-1.5">
      {item.kind === "field" ? (
        <Field node={item} formId={formId} chrome={chrome} />
      ) : (
        <Select node={item} formId={formId} chrome={chrome} />
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
          {chrome.t("list.remove")}
          <span className="sr-only">
            {": "}
            <span data-item-name>{item.label}</span>
          </span>
        </button>
      )}
    </div>
  );
}
