/** A control under its label, what the schema says of it, and what is wrong with it, in the order in which they are read. */

import type { ReactNode } from "react";
import { NodeMessages } from "@/components/self-service/messages";
import type { PageContext } from "@/lib/page-context";
import type { MessageView, Words } from "@/lib/self-service/message-view";
import { hintId, messagesId } from "./field-id";
import { Hint } from "./hint";

/** Describes a control's state to assistive technology: its hint and messages, and whether they are errors. */
export function describeControl(id: string, messages: MessageView[], hint?: Words) {
  const described = [hint && hintId(id), messages.length > 0 && messagesId(id)].filter(Boolean).join(" ");
  return {
    "aria-describedby": described || undefined,
    "aria-invalid": messages.some(({ tone }) => tone === "error") || undefined,
  };
}

interface LabelledProps {
  id: string;
  /** The control's name, or what tells it apart from others of that name. */
  name: string;
  node: { label: string; isOptional?: boolean; hint?: Words; messages: MessageView[] };
  context: PageContext;
  children: ReactNode;
}

export function Labelled({ id, name, node, context, children }: LabelledProps) {
  return (
    <div data-testid={`node/input/${name}`} className="grid min-w-0 grow grid-cols-1 gap-1.5">
      <label
        htmlFor={id}
        data-optional={node.isOptional && ` ${context.t("flow.optional")}`}
        className="font-semibold"
      >
        {node.label}
      </label>
      <Hint id={id} words={node.hint} context={context} />
      <NodeMessages id={id} messages={node.messages} />
      {children}
    </div>
  );
}
