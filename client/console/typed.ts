/**
 * Keeps what was typed into a form, or chosen, and which rows were ticked, in its page's own entry of this tab's history: the same
 * operator who comes back to it, from a server that was away or a session that had ended, or has it loaded again, has it before them
 * again, and no other who sits there next. Browsers, which know of no operators, nor of what others changed meanwhile, remember nothing of
 * forms with autocomplete="off"; never what is secret, and not the word by which an act is confirmed.
 */

import { all, on } from "../dom";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const FIELDS =
  "form[method=post] :is(input[autocomplete=off], input[type=checkbox], textarea, select):not([type=password], [data-secret], [name=confirm])";

/** Browsers reload a tab that they threw away for its memory, and `enhancePage` a page that comes from their cache. */
const RETURNS: readonly string[] = ["back_forward", "reload"] satisfies NavigationTimingType[];

/** While somebody types, in milliseconds: browsers refuse a page that changes its entry many times a second. */
const KEEP_MS = 500;

export function rememberTyped(): void {
  const who = document.querySelector<HTMLElement>("[data-operator]")?.dataset.operator;
  const fields = all<Field>(FIELDS);
  const boxes = all<HTMLInputElement>("[data-select]");
  // Not in the markup: without this script it is the browser that gives back long texts and choices.
  for (const form of all<HTMLFormElement>("form")) form.autocomplete = "off";
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(waiting);
    waiting = undefined;
    const states = fields.map(
      (field) => [toKey(field), { over: toDrawn(field), value: toNow(field) }] as const,
    );
    const typed = states.filter(([, { over, value }]) => value !== over);
    const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    history.replaceState({ who, typed: Object.fromEntries(typed), ticked }, "");
  };
  // Boxes of a table are in no form, and the one that ticks them all has done so by then.
  document.addEventListener("change", keep);
  for (const form of all<HTMLFormElement>("form[method=post]")) {
    // Who goes back by the keyboard leaves a field that never says that it changed.
    on(form, "input", () => {
      waiting ??= setTimeout(keep, KEEP_MS);
    });
    on(form, "submit", keep);
  }
  const [navigation] = performance.getEntriesByType("navigation");
  if (!(navigation instanceof PerformanceNavigationTiming) || !RETURNS.includes(navigation.type)) return;
  if (history.state?.who !== who) return;
  const kept: Record<string, { over: string; value: string }> = history.state?.typed ?? {};
  for (const field of fields) {
    const typed = kept[toKey(field)];
    // What was changed meanwhile has to be seen, and is not to be saved over with what stood there before (threat C24).
    if (typed?.over === toDrawn(field)) put(field, typed.value);
  }
  const ticked: readonly string[] | undefined = history.state?.ticked;
  for (const box of boxes) box.checked = ticked?.includes(box.value) ?? box.checked;
}

const isBox = (field: Field): field is HTMLInputElement => field.type === "checkbox";

/** Boxes of one name are told apart by where they stand, which may be another's place by now. */
const toKey = (field: Field) => (isBox(field) ? `${field.id} ${field.value}` : field.id);

/** What the page was drawn with. */
function toDrawn(field: Field): string {
  if (isBox(field)) return String(field.defaultChecked);
  if (!("options" in field)) return field.defaultValue;
  const drawn = [...field.options].find(({ defaultSelected }) => defaultSelected);
  return (drawn ?? field.options[0])?.value ?? "";
}

function toNow(field: Field): string {
  return isBox(field) ? String(field.checked) : field.value;
}

/** Of what can be chosen no longer, what the page was drawn with stays. */
function put(field: Field, value: string): void {
  if (isBox(field)) field.checked = value === "true";
  else if (!("options" in field) || [...field.options].some((option) => option.value === value))
    field.value = value;
}
