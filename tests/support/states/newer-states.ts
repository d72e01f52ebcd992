/** Flows of later versions of Kratos than the recorded one, in the shapes of its source (lib/self-service/newer-kratos.test.ts). */

import type { State } from "../state-test";
import { toFlow } from "../stub-kratos";
import { json } from "../stub-upstream";

const toInput = (attributes: object, label?: { id?: number; text: string }) => ({
  type: "input",
  group: "code",
  attributes: { node_type: "input", disabled: false, ...attributes },
  messages: [],
  meta: label ? { label: { id: 1, type: "info", ...label } } : {},
});

const CONTINUE = toInput(
  { name: "method", value: "code", type: "submit" },
  { id: 1070009, text: "Continue" },
);

function atRecovery(state: string, nodes: object[]): State {
  return {
    path: "/recovery?flow=newer",
    arrange: ({ kratos, foyer }) => {
      const flow = toFlow("recovery", foyer.url);
      const ui = { action: `${foyer.url}/self-service/recovery?flow=newer`, method: "POST", nodes };
      kratos.when("/self-service/recovery/flows", json(200, { ...flow, state, ui }));
    },
  };
}

export const NEWER_STATES: Readonly<Record<string, State>> = {
  "recovery, choosing an address": atRecovery(
    "recovery_awaiting_address_choice",
    ["al****@foyer.example", "+49 *** *** 42"].map((address) =>
      toInput({ name: "recovery_select_address", value: address, type: "submit" }, { text: address }),
    ),
  ),
  "recovery, confirming the address": atRecovery("recovery_confirming_address", [
    toInput(
      { name: "recovery_confirm_address", type: "email", required: true },
      { id: 1070016, text: "Recovery address" },
    ),
    CONTINUE,
    toInput({ name: "screen", value: "previous", type: "submit" }, { id: 1040008, text: "Back" }),
  ]),
  "recovery, something unknown": atRecovery("choose_method", [
    { type: "video", group: "code", attributes: { id: "intro", node_type: "video" }, messages: [], meta: {} },
    CONTINUE,
  ]),
};
