/** The page that asks before something happens: sign-out, whose account, a link from a mail. */

/** A form that answers a question: where it posts, and its hidden fields besides the answer itself. */
export interface AnswerForm {
  action: string;
  fields: Record<string, string>;
}

export interface Account {
  label: string;
  email?: string;
}

/** A POST form with one button. */
export interface AnswerButton extends AnswerForm {
  label: string;
  role: "primary" | "secondary" | "danger";
  testId?: string;
}

export interface ConfirmView {
  testId: string;
  title: string;
  lead: string;
  /** The app that asks, by its name made safe to show (threat O11). */
  client?: { name: string };
  /** Signed-in account, when one is. */
  account?: Account;
  actions: AnswerButton[];
  /** Those with a role are ways on, before the actions; the others plain ways out, after them. */
  links?: { label: string; href: string; role?: "primary" | "secondary" }[];
}

/** @param decision what the form says besides its own fields */
export function toAnswerButton(
  { action, fields }: AnswerForm,
  decision: string,
  button: Pick<AnswerButton, "label" | "role" | "testId">,
): AnswerButton {
  return { action, fields: { ...fields, decision }, ...button };
}
