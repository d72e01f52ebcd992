/** A console form as pages draw it, and what came back of it. */

/** Everything a form needs besides its visible fields. */
export interface ActFormView {
  action: string;
  hidden: Readonly<Record<string, string>>;
}

/** What is wrong with what was sent, at its field or with the whole, and what was typed. */
export interface FormProblems {
  fields: Readonly<Record<string, string>>;
  /** About the whole: refused by the server, by a protection, or changed by somebody else meanwhile. */
  form?: string;
  /** By field name; never a password or secret. */
  typed: Readonly<Record<string, string>>;
  /** Which of a page's forms was sent. */
  operation: string;
  status: number;
}

export const NO_PROBLEMS: FormProblems = { fields: {}, typed: {}, operation: "", status: 200 };
