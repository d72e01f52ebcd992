/** Draws a flow again with one item of a list more or less, and with everything else that was typed. */

import { toChange } from "@/lib/flow/typed";
import { readQuery } from "@/lib/http/guards";
import { showFlow } from "./flow";
import type { Page } from "./page";

/** @returns undefined when the form was sent by another button */
export async function changeList(
  page: Page,
  kind: "registration" | "settings",
  form: URLSearchParams,
): Promise<Response | undefined> {
  const { flow } = readQuery(page.request, ["flow"]);
  const change = toChange(form);
  return flow && change ? showFlow(page, kind, flow, { typed: { form, change } }) : undefined;
}
