/** Shapes of servers newer than the recorded ones, taken from their source. */

import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";

const PHONE = "+4915123456789";

/** A phone number's verification as a registration begins it. @param code more of the field that takes the code */
function verify(code: object) {
  const input = (name: string, type: string, more: object = {}, label?: object) => ({
    type: "input",
    group: "code",
    attributes: { node_type: "input", name, type, disabled: false, ...more },
    messages: [],
    meta: { label },
  });
  const ui = {
    action: "http://localhost:4400/self-service/verification?flow=x",
    method: "POST",
    nodes: [
      input("code", "text", { required: true, ...code }),
      input("method", "submit", { value: "code" }),
      input("sms", "submit", { value: PHONE }, { id: 1070008, text: "Resend code", type: "info" }),
    ],
  };
  const view = toFlowView(parseFlow({ id: "x", state: "sent_email", ui }), toFixtureOptions("verification"));
  const nodes = view.forms.flatMap((form) => form.nodes);
  return {
    lead: view.lead,
    buttons: nodes.flatMap((node) => (node.kind === "submit" ? [[node.name, node.value]] : [])),
    links: view.links.map(({ testId }) => testId),
  };
}

it("another code for a phone number is asked for by the one name that Kratos reads", () => {
  const { lead, buttons, links } = verify({ autocomplete: "one-time-code" });
  expect(buttons).toContainEqual(["email", PHONE]);
  expect(lead).toContain(PHONE);
  expect(links).not.toContain("send-again-link");
});

it("no button makes a code void where Kratos sends no other to a phone number", () => {
  const { buttons, links } = verify({});
  expect(buttons).toEqual([["method", "code"]]);
  expect(links).toContain("send-again-link");
});
