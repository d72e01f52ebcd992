/** Says why Kratos makes no flow: in its own words, unless the flow is switched off, which its pages say. */

import { toFlowFailure } from "@/lib/self-service/errors/errors";
import { parseRefusal } from "@/lib/self-service/errors/kratos-error";
import { type Answer, isSilent, type Silence } from "./ask";
import { NAME_PASSKEYS } from "./check-passkeys";
import { type Finding, KRATOS_FILE } from "./finding";

/** `selfservice.flows.recovery.use: link`, say, where that method is off (selfservice/flow/recovery/handler.go of Kratos). */
const METHOD_OFF = /attempted \w+ using (\w+), which is not enabled/;

/** Passkeys are on, and no trait of the schema names one (docs/flows.md). */
const NO_PASSKEY_NAME = "no identifier found";

/** @param answer to a request for a flow as JSON */
export function toRefusalFindings(flow: string, answer: Answer | Silence): Finding[] {
  if (isSilent(answer) || answer.status < 400) return [];
  if (toFlowFailure({ status: answer.status, body: answer.json }).kind === "disabled") return [];
  const { error } = parseRefusal(answer.json);
  const { reason = error.message ?? "no reason is given" } = error;
  const method = METHOD_OFF.exec(reason)?.[1];
  const setting = `selfservice.flows.${flow}`;
  return [
    {
      severity: "error",
      setting,
      found: `Kratos begins no ${flow}, and people meet an error (${answer.status}: ${reason})`,
      change: method
        ? `${KRATOS_FILE}: selfservice.methods.${method}.enabled: true, or ${setting}.use: a method that is on`
        : reason === NO_PASSKEY_NAME
          ? `identity schema: ${NAME_PASSKEYS}`
          : `${KRATOS_FILE}: ${setting}: what Kratos says; its log has more at that time`,
    },
  ];
}
