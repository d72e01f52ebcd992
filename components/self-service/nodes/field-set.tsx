/** A titled frame around controls that belong together; the error summary leads to it by its id. */

import type { ReactNode } from "react";
import { NodeMessages } from "@/components/self-service/messages";
import type { PageContext } from "@/lib/page-context";
import type { MessageView, Words } from "@/lib/self-service/message-view";
import { Hint } from "./hint";
import { describeControl } from "./labelled";

interface FieldSetProps {
  id: string;
  testId?: string;
  title: string;
  isOptional?: boolean;
  hint?: Words;
  /** About all of them together. */
  messages?: MessageView[];
  context: PageContext;
  /** What the script reads. */
  data?: Readonly<Record<`data-${string}`, string | number | undefined>>;
  children: ReactNode;
}

export function FieldSet(props: FieldSetProps) {
  const { id, testId, title, isOptional, hint, messages = [], context, data, children } = props;
  const { "aria-describedby": description } = describeControl(id, messages, hint);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      data-testid={testId}
      aria-describedby={description}
      className="grid min-w-0 gap-4 rounded-control border border-line px-4 pt-2 pb-4"
      {...data}
    >
      <legend data-optional={isOptional && ` ${context.t("flow.optional")}`} className="px-1.5 font-semibold">
        {title}
      </legend>
      <Hint id={id} words={hint} context={context} />
      <NodeMessages id={id} messages={messages} />
      {children}
    </fieldset>
  );
}
