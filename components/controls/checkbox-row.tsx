/** A checkbox with its label on one line; the whole row is 44 px high and takes the tap. */

import type { ComponentPropsWithoutRef, ReactNode } from "react";

interface CheckboxRowProps extends ComponentPropsWithoutRef<"input"> {
  id: string;
  /** A name to find the box by, of what a link cannot put the focus on. */
  labelId?: string;
  children: ReactNode;
}

export function CheckboxRow({ children, labelId, ...input }: CheckboxRowProps) {
  return (
    <div className="relative flex min-h-11 items-start">
      <input
        type="checkbox"
        className="mt-2.5 size-[1.5rem] shrink-0 accent-accent aria-invalid:outline-2 aria-invalid:outline-danger"
        {...input}
      />
      <label id={labelId} htmlFor={input.id} className="min-w-0 grow py-2.5 ps-3">
        {children}
      </label>
    </div>
  );
}
