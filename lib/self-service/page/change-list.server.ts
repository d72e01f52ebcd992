/** Draws a flow again with one item of a list more or less, and with everything else that was typed. */

import { toChange } from "@/lib/self-service/nodes/typed";
import { readQuery } from "@/lib/web/guards";
import type { PageRequest } from "@/lib/web/page-request";
import { showFlow } from "./show-flow.server";

/** @returns undefined when the form was sent by another button */
export async function changeList(
  page: PageRequest,
  kind: "registration" | "settings",
  form: URLSearchParams,
): Promise<Response | undefined> {
  const { flow } = readQuery(page.request, ["flow"]);
  const change = toChange(form);
  return flow && change ? showFlow(page, kind, flow, { typed: { form, change } }) : undefined;
}
