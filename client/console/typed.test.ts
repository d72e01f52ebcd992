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

/** A page with one form, in an entry of the tab's history. @returns what is kept there once the form is sent */
function open(fields: Field[], { state, how = "navigate" }: { state?: unknown; how?: string } = {}) {
  let kept = state;
  const form = new EventTarget();
  const inputs = fields.map((field) => Object.assign(field, { form }));
  vi.stubGlobal("document", {
    querySelectorAll: (selector: string) => (selector.includes("input") ? inputs : [form]),
  });
  const replaceState = (next: unknown) => {
    kept = next;
  };
  vi.stubGlobal("history", { state, replaceState });
  vi.stubGlobal("performance", { getEntriesByType: () => [new Navigation(how)] });
  vi.stubGlobal("PerformanceNavigationTiming", Navigation);
  rememberTyped();
  return () => {
    form.dispatchEvent(new Event("submit"));
    return kept;
  };
}

const drawn = (id: string, value: string): Field => ({ id, defaultValue: value, value });

it("C24: who comes back to a form has what they typed, and what others changed meanwhile", () => {
  const [name, owner, scope] = [drawn("name", "Shop"), drawn("owner", "ada"), drawn("scope", "openid")];
  const send = open([name, owner, scope]);
  [name.value, scope.value] = ["Shop of mine", "openid email"];
  const state = send();

  const again = [drawn("name", "Shop"), drawn("owner", "sam"), drawn("scope", "openid offline")];
  open(again, { state, how: "back_forward" });
  expect(again.map(({ value }) => value)).toEqual(["Shop of mine", "sam", "openid offline"]);

  const anew = drawn("name", "Shop");
  open([anew], { state });
  expect(anew.value).toBe("Shop");
});
