/** Lists of fields: one more, one less, numbered anew, without a way to the server; the same in the page's other forms. */

import { all, on } from "./dom";

const CONTROL = "input,select";

export function enhanceLists(): void {
  const lists = all<HTMLFieldSetElement>("[data-list]").map(enhanceList);
  for (const list of lists) {
    const twins = lists.filter((twin) => twin !== list && twin.name === list.name);
    const copy = () => {
      for (const twin of twins) twin.fill(list.values());
    };
    for (const type of ["input", "change", "click"] as const) on(list.element, type, copy);
  }
  // Enter presses the main button by itself once those of the lists send nothing.
  if (lists.length > 0) for (const button of all("[data-enter]")) button.remove();
}

function enhanceList(element: HTMLFieldSetElement) {
  const name = element.dataset.list ?? "";
  const template = element.querySelector("template");
  const add = template?.nextElementSibling?.querySelector("button");
  const maximum = Number(element.dataset.maximum ?? Infinity);
  let made = rows().length;

  function rows(): HTMLElement[] {
    return [...element.querySelectorAll<HTMLElement>("[data-row]")];
  }

  const number = () => {
    const all = rows();
    all.forEach((row, index) => {
      numberRow(row, index, element);
      const remove = row.querySelector("button");
      if (remove) remove.hidden = all.length < 2;
    });
    if (add) add.hidden = all.length >= maximum;
  };

  const append = (): HTMLElement | undefined => {
    const row = template && copyRow(template, ++made);
    if (!row) return undefined;
    template.before(row);
    prepare(row);
    return row;
  };

  const prepare = (row: HTMLElement) => {
    takeOver(row.querySelector("button"), () => {
      const neighbour = removeRow(row);
      number();
      (toControl(neighbour) ?? add)?.focus();
    });
  };

  for (const row of rows()) prepare(row);
  takeOver(add, () => {
    toControl(append())?.focus();
    number();
  });
  sendFilledAlone(element.form, name);

  return {
    element,
    name,
    values: () => rows().map((row) => toControl(row)?.value ?? ""),
    fill: (given: string[]) => {
      while (rows().length < given.length && append());
      for (const row of rows().slice(given.length)) row.remove();
      rows().forEach((row, index) => {
        const control = toControl(row);
        if (control) control.value = given[index] ?? "";
      });
      number();
    },
  };
}

/** What a button sent to the server, it does here. */
function takeOver(button: HTMLButtonElement | null | undefined, act: () => void): void {
  if (!button) return;
  button.type = "button";
  on(button, "click", act);
}

function toControl(row: HTMLElement | undefined) {
  return row?.querySelector<HTMLInputElement>(CONTROL);
}

/** A row says where in its list it stands. */
function numberRow(row: HTMLElement, index: number, { dataset }: HTMLFieldSetElement): void {
  const label = dataset.item?.replace("{position}", String(index + 1)) ?? "";
  for (const place of row.querySelectorAll("label,[data-item-name]")) place.textContent = label;
  const wrapper = row.querySelector<HTMLElement>("[data-testid]");
  if (wrapper) wrapper.dataset.testid = `node/input/${dataset.list ?? ""}.${index}`;
}

/** @param made how many rows there were ever: ids stay apart, whatever was taken away before */
function copyRow(template: HTMLTemplateElement, made: number): HTMLElement | undefined {
  const row = template.content.firstElementChild?.cloneNode(true);
  if (!(row instanceof HTMLElement)) return undefined;
  const old = toControl(row)?.id ?? "";
  for (const part of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of part.attributes)
      attribute.value = attribute.value.replaceAll(old, `${old}-${made}`);
  }
  return row;
}

/** @returns the row before it, else the one after it */
function removeRow(row: HTMLElement): HTMLElement | undefined {
  const around = [row.previousElementSibling, row.nextElementSibling];
  row.remove();
  return around.find((one): one is HTMLElement => one instanceof HTMLElement && one.matches("[data-row]"));
}

/** Kratos takes an empty item for one. */
function sendFilledAlone(form: HTMLFormElement | null, name: string): void {
  form?.addEventListener("formdata", ({ formData }) => {
    const filled = formData.getAll(name).filter((value) => value !== "");
    formData.delete(name);
    for (const value of filled) formData.append(name, value);
  });
}
