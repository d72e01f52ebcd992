/** A titled frame around controls that belong together; the error summary leads to it by its id. */

import type { ReactNode } from "react";
import type { PageContext } from "@/lib/page-context";
import type { Words } from "@/lib/self-service/view";
import { hintId } from "./field-id";
import { Hint } from "./hint";

interface FieldSetProps {
  id: string;
  testId?: string;
  title: string;
  hint?: Words;
  describedBy?: string;
  context: PageContext;
  /** What the script reads. */
  data?: Readonly<Record<`data-${string}`, string | number | undefined>>;
  children: ReactNode;
}

export function FieldSet({ id, testId, title, hint, describedBy, context, data, children }: FieldSetProps) {
  const description = [hint && hintId(id), describedBy].filter(Boolean).join(" ");
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      data-testid={testId}
      aria-describedby={description || undefined}
      className="grid min-w-0 gap-4 rounded-control border border-line px-4 pt-1 pb-4"
      {...data}
    >
      <legend className="px-1.5 font-semibold">{title}</legend>
      <Hint id={id} words={hint} context={context} />
      {children}
    </fieldset>
  );
}
