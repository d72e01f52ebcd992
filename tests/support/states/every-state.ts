/** Every page in every state: those by name, and every flow that was recorded from real servers. */

import type { State } from "../state-test";
import { ALICE, HALFWAY, RECORDED_FLOWS, toFlow } from "../stub-kratos";
import { ACCOUNT_STATES } from "./account-states";
import { NEWER_STATES } from "./newer-states";
import { OAUTH2_STATES } from "./oauth2-states";
import { PROBLEM_STATES } from "./problem-states";
import { WAITING_STATES } from "./waiting-states";

export const PAGE_STATES: Readonly<Record<string, State>> = {
  ...OAUTH2_STATES,
  ...ACCOUNT_STATES,
  ...PROBLEM_STATES,
  ...NEWER_STATES,
  ...WAITING_STATES,
};

export const FLOW_STATES: Readonly<Record<string, State>> = Object.fromEntries(
  RECORDED_FLOWS.map((name) => [name, toFlowState(name)]),
);

/** A recorded flow, for the person whom it was made for. */
export function toFlowState(name: string): State {
  const [kind = ""] = name.split("-");
  const { requested_aal, refresh } = toFlow(kind, "", name);
  const person = requested_aal === "aal2" ? HALFWAY : kind === "settings" || refresh ? ALICE : undefined;
  return { path: `/${kind}?flow=${name}`, person };
}

/** As part of a file's name. */
export function toFileName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
