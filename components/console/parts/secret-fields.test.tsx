import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { bindFields } from "./act-form";
import { TextField } from "./field";

it("C11: the page's script is told which fields are secret, and keeps nothing of them", () => {
  const form = { action: "/", hidden: { operation: "client.registration-read" } };
  const draw = (isSecret: boolean) =>
    renderToStaticMarkup(<TextField {...bindFields(form)("token", { isSecret })} label="Token" />);
  expect([draw(true), draw(false)].map((html) => html.includes("data-secret"))).toEqual([true, false]);
});
