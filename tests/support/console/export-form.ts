/** The form of a console's list that asks for a file. */

import { toForms } from "../html.mjs";
import { type Browser, fill } from "./contract";

/** @param list the list's own address, with its filter */
export async function openExport(browser: Browser, list: string, format: string) {
  const forms = toForms((await browser.get(list)).body);
  const form = forms.find(({ action }) => action.includes(`/export?`) && action.includes(`format=${format}`));
  if (!form) throw new Error(`There is no button for ${format} at ${list}.`);
  return { address: form.action, fields: fill(form) };
}

/** The answer with the file. */
export async function exportList(browser: Browser, list: string, format: string) {
  const { address, fields } = await openExport(browser, list, format);
  return browser.post(address, fields);
}
