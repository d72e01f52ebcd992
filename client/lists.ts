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
  const toControl = (row: HTMLElement | undefined) => row?.querySelector<HTMLInputElement>(CONTROL);
  const values = () => rows().map((row) => toControl(row)?.value ?? "");

  const number = () => {
    const all = rows();
    all.forEach((row, index) => {
      const label = element.dataset.item?.replace("{position}", String(index + 1)) ?? "";
      for (const place of row.querySelectorAll("label,[data-item-name]")) place.textContent = label;
      const wrapper = row.querySelector<HTMLElement>("[data-testid]");
      if (wrapper) wrapper.dataset.testid = `node/input/${name}.${index}`;
      const remove = row.querySelector("button");
      if (remove) remove.hidden = all.length < 2;
    });
    if (add) add.hidden = all.length >= maximum;
  };

  const append = (): HTMLElement | undefined => {
    const row = template?.content.firstElementChild?.cloneNode(true);
    if (!(row instanceof HTMLElement) || !template) return undefined;
    // Ids stay apart, whatever was taken away before.
    const old = toControl(row)?.id ?? "";
    const id = `${old}-${++made}`;
    for (const part of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of part.attributes) attribute.value = attribute.value.replaceAll(old, id);
    }
    template.before(row);
    prepare(row);
    return row;
  };

  const prepare = (row: HTMLElement) => {
    const remove = row.querySelector("button");
    if (!remove) return;
    remove.type = "button";
    on(remove, "click", () => {
      const next = row.nextElementSibling;
      const previous = row.previousElementSibling;
      row.remove();
      number();
      const near = [previous, next].find((one) => one instanceof HTMLElement && one.matches("[data-row]"));
      (near?.querySelector<HTMLElement>(CONTROL) ?? add)?.focus();
    });
  };

  for (const row of rows()) prepare(row);
  if (add) {
    add.type = "button";
    on(add, "click", () => {
      toControl(append())?.focus();
      number();
    });
  }
  // Kratos takes an empty item for one.
  element.form?.addEventListener("formdata", ({ formData }) => {
    const filled = formData.getAll(name).filter((value) => value !== "");
    formData.delete(name);
    for (const value of filled) formData.append(name, value);
  });

  return {
    element,
    name,
    values,
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
