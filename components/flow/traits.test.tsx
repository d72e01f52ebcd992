import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { toFlowView } from "@/lib/flow/to-flow-view";
import { DRAWN_FIELD, parseDrawn } from "@/lib/flow/traits/drawn";
import { mergeTraits } from "@/lib/flow/traits/merge";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { type HtmlForm, toForms } from "@/tests/support/html";
import { type Person, person } from "@/tests/support/traits/arbitrary";
import { toFilled } from "@/tests/support/traits/fill";
import { toSettingsFlow } from "@/tests/support/traits/kratos-flow";
import { toBody } from "@/tests/support/user-agent";
import { SIGNED_IN, toTestChrome } from "../testing/chrome";
import { SettingsPage } from "./settings-page";

/** The profile's form, as it stands in the page. */
function drawForm(one: Person): HtmlForm {
  const options = toFixtureOptions("settings", { identitySchema: one.schema, carriesTraits: true });
  const view = toFlowView(toSettingsFlow(one), options);
  const html = renderToStaticMarkup(
    <SettingsPage chrome={toTestChrome({ signedIn: SIGNED_IN })} view={view} />,
  );
  const form = toForms(html).find(({ testId }) => testId === "settings-profile");
  if (!form) throw new Error("There is no profile.");
  return form;
}

/** What Kratos is sent after the form was. */
function send(one: Person, form: HtmlForm, leaves?: Person["leaves"]): unknown {
  const body = toBody(form, leaves ? toFilled(form, leaves) : {});
  const drawn = parseDrawn(body.get(DRAWN_FIELD) ?? "");
  if (!drawn) throw new Error("The form has no note.");
  return mergeTraits(one.before, { ...drawn, lists: [] }, body);
}

describe("a profile of any schema (V5)", () => {
  it("says everything as it was when nothing was changed", () => {
    fc.assert(
      fc.property(person, (one) => {
        expect(send(one, drawForm(one))).toEqual(one.before);
      }),
      { numRuns: 300 },
    );
  });

  it("says what was filled in, and nothing else", () => {
    fc.assert(
      fc.property(person, (one) => {
        expect(send(one, drawForm(one), one.leaves)).toEqual(one.after);
      }),
      { numRuns: 300 },
    );
  });
});
