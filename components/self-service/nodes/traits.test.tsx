import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { SettingsPage } from "@/components/self-service/settings-page";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { DRAWN_FIELD, parseDrawn } from "@/lib/self-service/traits/drawn";
import { mergeTraits } from "@/lib/self-service/traits/merge";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { type HtmlForm, toForms } from "@/tests/support/html.mjs";
import { type Person, person } from "@/tests/support/traits/arbitrary";
import { toFilled } from "@/tests/support/traits/fill";
import { toSettingsFlow } from "@/tests/support/traits/kratos-flow";
import { toBody } from "@/tests/support/user-agent.mjs";
import { SIGNED_IN, toTestContext } from "@/tests/unit/views/page-context";

/** The profile's form, as it stands in the page. */
function drawForm(one: Person): HtmlForm {
  const options = toFixtureOptions("settings", { identitySchema: one.schema, isRelayed: true });
  const view = toFlowView(parseFlow(toSettingsFlow(one)), options);
  const html = renderToStaticMarkup(
    <SettingsPage context={toTestContext({ signedIn: SIGNED_IN })} view={view} />,
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
      { numRuns: 60 },
    );
  });

  it("says what was filled in, and nothing else", () => {
    fc.assert(
      fc.property(person, (one) => {
        expect(send(one, drawForm(one), one.leaves)).toEqual(one.after);
      }),
      { numRuns: 60 },
    );
  });
});
