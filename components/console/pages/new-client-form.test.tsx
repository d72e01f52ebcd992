import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { NO_PROBLEMS } from "@/lib/console/forms/form";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";
import { NewClientForm } from "./new-client-form";

const FORM = { action: "/", hidden: {} };

const draw = (kind: "web" | "machine") =>
  renderToStaticMarkup(
    <NewClientForm
      context={CONSOLE_CHROME}
      view={{ kind, names: ["client_name"], form: FORM, problems: NO_PROBLEMS }}
    />,
  );

it("the name of an app that people never meet is not said to be read by them", () => {
  expect(draw("web")).toContain("People read it");
  expect(draw("machine")).not.toContain("People read it");
});
