/** A sign-in that nobody began, for a preview: Kratos' nodes with the ids of its messages, so that every language has them. */

import { type KratosFlow, parseFlow } from "@/lib/self-service/kratos-flow";

const toLabel = (id: number, text: string, context = {}) => ({ label: { id, text, type: "info", context } });

const toInput = (group: string, attributes: object, meta = {}) => ({
  type: "input",
  group,
  attributes: { node_type: "input", disabled: false, ...attributes },
  messages: [],
  meta,
});

const NODES = [
  toInput("default", { name: "identifier", type: "text", required: true }, toLabel(1070007, "Email")),
  toInput("password", { name: "password", type: "password", required: true }, toLabel(1070001, "Password")),
  toInput(
    "password",
    { name: "method", type: "submit", value: "password" },
    toLabel(1010022, "Sign in with password"),
  ),
  toInput("code", { name: "method", type: "submit", value: "code" }, toLabel(1010015, "Send sign in code")),
  toInput(
    "oidc",
    { name: "provider", type: "submit", value: "acme" },
    toLabel(1010002, "Sign in with Acme", { provider: "Acme" }),
  ),
];

const REFUSED = {
  id: 4000006,
  text: "The provided credentials are invalid, check for spelling mistakes in your password or username, email address, or phone number.",
  type: "error",
};

/** @param action where its forms lead, which nothing is ever sent to */
export function toSampleFlow(action: string, isRefused: boolean): KratosFlow {
  return parseFlow({
    id: "00000000-0000-4000-8000-000000000000",
    type: "browser",
    state: "choose_method",
    ui: { action, method: "POST", nodes: NODES, messages: isRefused ? [REFUSED] : [] },
  });
}
