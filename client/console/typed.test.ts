import { afterEach, expect, it, vi } from "vitest";
import { rememberTyped } from "./typed";

afterEach(() => vi.unstubAllGlobals());

class Navigation {
  constructor(readonly type: string) {}
}

interface Field {
  id: string;
  defaultValue: string;
  value: string;
}

const toField = (id: string, value: string): Field => ({ id, defaultValue: value, value });

const toSelect = (id: string, drawn: string, choices: readonly string[]) => ({
  ...toField(id, drawn),
  type: "select-one",
  options: choices.map((value) => ({ value, defaultSelected: value === drawn })),
});

const toBox = (id: string, isDrawnTicked: boolean) => ({
  ...toField(id, "true"),
  type: "checkbox",
  defaultChecked: isDrawnTicked,
  checked: isDrawnTicked,
});

interface Box {
  value: string;
  checked: boolean;
}
interface Entry {
  state?: unknown;
  how?: string;
  who?: string;
  boxes?: Box[];
}

/** A page with one form, in an entry of the tab's history. @returns what is kept there once the form is sent, or changed */
function open(fields: Field[], { state, how = "navigate", who = "Ada", boxes = [] }: Entry = {}) {
  let kept = state;
  const form = new EventTarget();
  const page = new EventTarget();
  const inputs = fields.map((field) => Object.assign(field, { form }));
  const found = (selector: string) => (selector.includes("input") ? inputs : [form]);
  const content = {
    querySelector: () => ({ dataset: { operator: who } }),
    querySelectorAll: (selector: string) => (selector === "[data-select]" ? boxes : found(selector)),
  };
  vi.stubGlobal("document", Object.assign(page, content));
  const replaceState = (next: unknown) => {
    kept = next;
  };
  vi.stubGlobal("history", { state, replaceState });
  vi.stubGlobal("performance", { getEntriesByType: () => [new Navigation(how)] });
  vi.stubGlobal("PerformanceNavigationTiming", Navigation);
  rememberTyped();
  return (event = "submit") => {
    (event === "change" ? page : form).dispatchEvent(new Event(event));
    return kept;
  };
}

it("C24: who comes back to a form has what they typed, and what others changed meanwhile", () => {
  const [name, owner, scope] = [toField("name", "Shop"), toField("owner", "ada"), toField("scope", "openid")];
  const send = open([name, owner, scope]);
  [name.value, scope.value] = ["Shop of mine", "openid email"];
  const state = send();

  const again = [toField("name", "Shop"), toField("owner", "sam"), toField("scope", "openid offline")];
  open(again, { state, how: "back_forward" });
  expect(again.map(({ value }) => value)).toEqual(["Shop of mine", "sam", "openid offline"]);

  const anew = toField("name", "Shop");
  open([anew], { state });
  expect(anew.value).toBe("Shop");
});

it("what was typed is there again where the browser reloads a page that it threw away", () => {
  const reason = toField("reason", "");
  const send = open([reason]);
  reason.value = "words";
  const again = toField("reason", "");
  open([again], { state: send(), how: "reload" });
  expect(again.value).toBe("words");
});

it("what is being typed is kept before its field is left, and not at each letter", () => {
  vi.useFakeTimers();
  const reason = toField("reason", "");
  const send = open([reason]);
  for (const letter of "words") {
    reason.value += letter;
    expect(send("input")).toBeUndefined();
  }
  vi.runAllTimers();
  const again = toField("reason", "");
  open([again], { state: send("other"), how: "back_forward" });
  expect(again.value).toBe("words");
  vi.useRealTimers();
});

it("C11: another operator who goes back in the same tab has nothing of what was typed", () => {
  const reason = toField("reason", "");
  const send = open([reason]);
  reason.value = "Ada's words";
  for (const state of [send("change"), send("submit")]) {
    const seen = (who: string) => {
      const again = toField("reason", "");
      open([again], { state, how: "back_forward", who });
      return again.value;
    };
    expect([seen("Ada"), seen("Sam")]).toEqual(["Ada's words", ""]);
  }
});

it("C24: who comes back has what they chose, but over what others chose meanwhile", () => {
  const fields = (format: string, isTicked: boolean, choices = ["jwt", "opaque", "none"]) => ({
    format: toSelect("format", format, choices),
    kept: toBox("kept", isTicked),
  });
  const before = fields("jwt", false);
  const send = open(Object.values(before));
  before.format.value = "opaque";
  before.kept.checked = true;
  const state = send();
  const seen = (after: ReturnType<typeof fields>, who = "Ada") => {
    open(Object.values(after), { state, how: "back_forward", who });
    return [after.format.value, after.kept.checked];
  };
  expect(seen(fields("jwt", false))).toEqual(["opaque", true]);
  expect(seen(fields("none", true))).toEqual(["none", true]);
  expect(seen(fields("jwt", false, ["jwt", "none"]))).toEqual(["jwt", true]);
  expect(seen(fields("jwt", false), "Sam")).toEqual(["jwt", false]);
});

it("C26: who comes back to a list has ticked whom they ticked, wherever they stand by now", () => {
  const list = (...values: string[]) => values.map((value) => ({ value, checked: false }));
  const before = list("ada", "bo", "cy");
  const tick = open([], { boxes: before });
  for (const box of before) box.checked = box.value !== "ada";
  const state = tick("change");
  const after = list("bo", "cy", "dee");
  open([], { state, how: "back_forward", boxes: after });
  expect(after.map(({ checked }) => checked)).toEqual([true, true, false]);

  const drawnTicked = list("ada", "bo").map((box) => ({ ...box, checked: true }));
  open([], { state, how: "reload", boxes: drawnTicked });
  expect(drawnTicked.map(({ checked }) => checked)).toEqual([false, true]);
  const neverTicked = [{ value: "ada", checked: true }];
  open([], { boxes: neverTicked, how: "reload", state: { who: "Ada", typed: {} } });
  expect(neverTicked).toEqual([{ value: "ada", checked: true }]);
});
