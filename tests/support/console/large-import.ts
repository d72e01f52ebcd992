/** An import of so many people that something can happen in the middle of it. */

import type { Page } from "@playwright/test";
import { newPerson } from "../people";
import type { Stack } from "../test";
import { signInToConsole } from "./operator";

/** As many as take some seconds. */
export const COUNT = 1200;

/** Signs an operator in, and begins it. */
export async function beginLargeImport(page: Page, stack: Stack) {
  const { email: base } = newPerson();
  const rows = Array.from({ length: COUNT }, (_, index) => `${index}.${base},Many`);
  const buffer = Buffer.from(["email,name.first", ...rows].join("\n"));
  await signInToConsole(page, stack, "/import");
  const file = { name: "people.csv", mimeType: "text/csv", buffer };
  await page.getByLabel("CSV or JSON file").setInputFiles(file);
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByLabel(`Type ${COUNT} to confirm`).fill(String(COUNT));
  await page.getByRole("button", { name: "Begin" }).click();
  const ask = async (what: string) => {
    const query = `select ${what} from identities where traits->>'email' like '%.${base}'`;
    return Number(await stack.query("kratos", query));
  };
  return {
    /** Accounts that were made of it so far. */
    count: () => ask("count(*)"),
    /** Different addresses among them. */
    countAddresses: () => ask("count(distinct traits->>'email')"),
  };
}
