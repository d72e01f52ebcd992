import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { NO_PROBLEMS } from "@/lib/console/forms/form";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";
import { ImportPage } from "../pages/import-page";
import { KeySetPage } from "../pages/key-set-page";
import { TokensPage } from "../pages/tokens-page";
import { bindFields } from "./act-form";
import { TextField } from "./field";

it("C11: the page's script is told which fields are secret, and keeps nothing of them", () => {
  const form = { action: "/", hidden: { operation: "client.registration-read" } };
  const draw = (isSecret: boolean) =>
    renderToStaticMarkup(<TextField {...bindFields(form)("token", { isSecret })} label="Token" />);
  expect([draw(true), draw(false)].map((html) => html.includes("data-secret"))).toEqual([true, false]);
});

const toForm = (operation: string) => ({ action: "/", hidden: { operation } });

const forms = {
  create: toForm("key.create"),
  import: toForm("key.import"),
  replaceSet: toForm("key-set.replace"),
};
const keySet = { set: "keys", seen: "", rows: [], acts: [], forms, problems: NO_PROBLEMS };
const files = {
  schemas: [],
  form: toForm("import.check"),
  jobs: [],
  isShared: true,
  problems: NO_PROBLEMS,
};

/** Pages on which secrets are pasted. */
const PAGES = {
  tokens: <TokensPage context={CONSOLE_CHROME} form={toForm("token.inspect")} problems={NO_PROBLEMS} />,
  "private keys": <KeySetPage context={CONSOLE_CHROME} view={keySet} />,
  "files of people": <ImportPage context={CONSOLE_CHROME} view={files} />,
};

it.each(Object.entries(PAGES))(
  "C11: no browser keeps %s that were pasted for whoever goes back to the page",
  (_, page) => {
    const areas = renderToStaticMarkup(page).match(/<textarea[^>]*>/g) ?? [];
    expect(areas.length).toBeGreaterThan(0);
    for (const area of areas) expect(area).toMatch(/data-secret="" .*autoComplete="off"/);
  },
);
