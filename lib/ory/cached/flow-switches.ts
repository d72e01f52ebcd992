/** Knows which flows the operator switched off at Kratos, so that no page leads to one. */

import { OryError } from "@/lib/ory/error";
import { call, getClients } from "@/lib/ory/sdk";
import { getProcessState } from "@/lib/process/state";
import { toFlowFailure } from "@/lib/self-service/errors/errors";
import { type Cached, cache } from "./cached";

/** Flows that Kratos can switch off (`selfservice.flows.<flow>.enabled`). */
export type SwitchableFlow = "registration" | "recovery" | "verification";

/** From this age on a page asks again beside its own call, in milliseconds: an operator who changes it sees it there. */
const SWITCH_FRESH_MS = 10_000;

/** Longest that a page waits for that, in milliseconds: about what its own call takes. */
const WAIT_MS = 250;

/**
 * A flow that does not exist: asked for it, Kratos says "disabled" (400) before it looks (404). Nothing is written.
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/flow/registration/handler.go getRegistrationFlow
 */
const NO_FLOW = { id: "00000000-0000-0000-0000-000000000000" };

const PROBES: { [K in SwitchableFlow]: () => Promise<unknown> } = {
  registration: () =>
    call("kratos", "getRegistrationFlow", () => getClients().frontend.getRegistrationFlowRaw(NO_FLOW)),
  recovery: () => call("kratos", "getRecoveryFlow", () => getClients().frontend.getRecoveryFlowRaw(NO_FLOW)),
  verification: () =>
    call("kratos", "getVerificationFlow", () => getClients().frontend.getVerificationFlowRaw(NO_FLOW)),
};

const getSwitches = () =>
  getProcessState<{ [K in SwitchableFlow]: Cached<boolean> }>("flow-switches", () => ({
    registration: cache(() => probe("registration"), SWITCH_FRESH_MS, { waitMs: WAIT_MS }),
    recovery: cache(() => probe("recovery"), SWITCH_FRESH_MS, { waitMs: WAIT_MS }),
    verification: cache(() => probe("verification"), SWITCH_FRESH_MS, { waitMs: WAIT_MS }),
  }));

/** Whether Kratos offers the flow; `true` while that is not known. Asked for by pages, once in ten seconds. */
export async function isFlowEnabled(flow: SwitchableFlow): Promise<boolean> {
  return (await getSwitches()[flow].get()) ?? true;
}

/** What Kratos' answer to a person's own request taught. */
export function learnFlowSwitch(flow: SwitchableFlow, isEnabled: boolean): void {
  getSwitches()[flow].put(isEnabled);
}

export function isSwitchable(flow: string): flow is SwitchableFlow {
  return Object.hasOwn(PROBES, flow);
}

/** Reads all of them anew; whether that succeeded. Never throws. */
export async function refreshFlowSwitches(): Promise<boolean> {
  const read = await Promise.all(Object.values(getSwitches()).map((kept) => kept.refresh()));
  return read.every(Boolean);
}

/** @throws OryError when Kratos could not be asked */
async function probe(flow: SwitchableFlow): Promise<boolean> {
  try {
    await PROBES[flow]();
    return true;
  } catch (error) {
    if (error instanceof OryError && error.kind === "status") return toFlowFailure(error).kind !== "disabled";
    throw error;
  }
}
