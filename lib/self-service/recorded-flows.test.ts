/** What holds for every flow on record, of both versions of Kratos. */

import { describe, expect, it } from "vitest";
import { read, readList, readString } from "@/lib/json";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { getFixtures, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { findForm, toNames } from "@/tests/unit/views/recorded";
import { isAction } from "./forms/actions";
import { SECRET_FIELDS } from "./method-facts";
import { toFlowView } from "./to-flow-view";

const fixtures = getFixtures().map((fixture) => ({
  ...fixture,
  view: toFlowView(parseFlow(fixture.flow), toFixtureOptions(fixture.kind)),
}));

function toRawNodes(flow: unknown) {
  return readList(read(flow, "ui"), "nodes").map((node) => ({
    type: readString(node, "type"),
    attributes: read(node, "attributes"),
    messages: readList(node, "messages"),
    label: readString(read(read(node, "meta"), "label"), "text"),
  }));
}

describe.each(fixtures)("$name", ({ flow, view }) => {
  const nodes = view.forms.flatMap((form) => form.nodes);

  /** Kratos names the return address as action then, and nothing is left to post. */
  const isDone = readString(flow, "state") === "passed_challenge";

  /** Its one button then sends another (for-people.test.ts). */
  const isSentLink = readString(flow, "state") === "sent_email" && readString(flow, "active") === "link";

  it("understands every node", () => expect(view.unknown).toEqual([]));

  it("keeps every control with its name and value, each field with its label", () => {
    if (isDone) return;
    for (const raw of toRawNodes(flow).filter(({ type }) => type === "input")) {
      const name = readString(raw.attributes, "name") ?? "";
      const isHidden = readString(raw.attributes, "type") === "hidden";
      const placed = nodes.filter((node) => "name" in node && node.name === name);
      expect(placed.length, name).toBeGreaterThan(0);
      if (raw.label && !isHidden && !isSentLink) {
        expect(placed.map((node) => ("label" in node ? node.label : ""))).toContain(raw.label);
      }
      if (!isHidden && read(raw.attributes, "type") === "submit") {
        expect(placed.map((node) => ("value" in node ? node.value : ""))).toContain(
          readString(raw.attributes, "value"),
        );
      }
    }
  });

  it("gives each form the CSRF token, so that it can be submitted by itself", () => {
    for (const form of view.forms) {
      expect(toNames(form.nodes).includes("csrf_token"), form.testId).toBe(!isDone);
    }
  });

  it("gives forms test ids that are unique", () => {
    const ids = view.forms.map((form) => form.testId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has one main button at most in a form, and Enter presses it", () => {
    for (const form of view.forms) {
      const submits = form.nodes.filter((node) => node.kind === "submit");
      expect(
        form.nodes.filter((node) => isAction(node) && node.role === "primary").length,
      ).toBeLessThanOrEqual(1);
      const hasField = form.nodes.some((node) => node.kind === "field" || node.kind === "select");
      if (hasField && submits[0]) {
        expect(["primary", "secondary"], `${form.testId}: ${submits[0].name}`).toContain(submits[0].role);
      }
    }
  });

  it("shows messages letter for letter as Kratos wrote them", () => {
    const own = (message: unknown) => readString(message, "text");
    expect(view.messages.map(({ text }) => text)).toEqual(readList(read(flow, "ui"), "messages").map(own));
    const sentences = nodes.flatMap((node) => node.messages.map(({ text }) => text));
    for (const raw of toRawNodes(flow))
      for (const message of raw.messages) expect(sentences).toContain(own(message));
  });

  it("never echoes a password or code (F14)", () => {
    for (const node of nodes) {
      if (node.kind === "field" && (node.type === "password" || SECRET_FIELDS.includes(node.name))) {
        expect(node.value).toBe("");
      }
    }
  });

  it("lists each field error once, at a form that has the field", () => {
    const keys = view.errors.map(({ name, message }) => `${name} ${message.id} ${message.text}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const error of view.errors) expect(toNames(findForm(view, error.form).nodes)).toContain(error.name);
  });

  it("has a title and posts to Kratos", () => {
    expect(view.title).not.toMatch(/^\w+\.\w+/);
    expect(view.lead ?? "").not.toMatch(/\{|^\w+\.\w+\./);
    if (isDone) return;
    expect(view.forms.length).toBeGreaterThan(0);
    for (const form of view.forms) {
      expect(form).toMatchObject({ method: "post", action: expect.stringContaining("flow=") });
    }
  });
});
