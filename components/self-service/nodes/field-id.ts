/** Element ids that are unique on a page with several forms, and the same on every render. */

/**
 * The id of a form's control, which labels, messages and the error summary point to. Letters beyond ASCII stand by their
 * numbers: two values in Chinese are not the same for being as long.
 */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name.replaceAll(/[^\w.-]/gu, (letter) => `:${letter.codePointAt(0)?.toString(16)}:`)}`;
}

/** The id of a control's messages, for `aria-describedby`. */
export function messagesId(fieldId: string): string {
  return `${fieldId}-messages`;
}

/** Id of the sentence that says how a field is to be filled in. */
export function hintId(id: string): string {
  return `${id}-hint`;
}

/** Id of a form's element, for a button elsewhere that sends it. */
export function formElementId(formId: string): string {
  return `${formId}-form`;
}
