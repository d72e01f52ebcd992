/** An act in a fold: what it does, what it asks for, a reason, the word where it cannot be undone, its button. */

import type { ReactNode } from "react";
import type { ButtonRole } from "@/components/controls/button-class";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { ActForm, ConfirmField, Fold, ReasonField } from "./act-form";

interface ActProps {
  /** Absent where the operator's role, or what it is about, does not allow it: nothing is drawn. */
  form?: ActFormView;
  problems: FormProblems;
  /** Of the fold, and of the button where that has none of its own. */
  label: string;
  submit?: string;
  /** To type, where it cannot be undone. */
  word?: string;
  /** Of the button; what asks for a word is a danger by itself. */
  look?: ButtonRole;
  /** What it asks for beside the reason. */
  fields?: ReactNode;
  /** What it does. */
  children?: ReactNode;
}

export function Act({
  form,
  problems,
  label,
  submit = label,
  word,
  look = word ? "danger" : "secondary",
  fields,
  children,
}: ActProps) {
  if (!form) return null;
  return (
    <Fold label={label} isOpen={problems.operation === form.hidden.operation}>
      {children && <p className="text-muted">{children}</p>}
      <ActForm form={form} problems={problems} submit={submit} look={look}>
        {fields}
        <ReasonField form={form} problems={problems} />
        {word && <ConfirmField form={form} problems={problems} word={word} />}
      </ActForm>
    </Fold>
  );
}
