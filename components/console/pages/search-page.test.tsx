import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";
import { SearchPage } from "./search-page";

const PEOPLE = "identities by address or other identifier";

function draw(view: { query?: string; hits?: []; failed?: string[] }): string {
  return renderToStaticMarkup(
    <SearchPage
      context={CONSOLE_CHROME}
      view={{ query: "ada & co", hits: [], looked: [PEOPLE], failed: [], ...view }}
    />,
  );
}

describe("a search that found nothing", () => {
  it("says so, and what people are found by", () => {
    const page = draw({});
    expect(page).toContain("Nothing was found.");
    expect(page).toContain("not by a");
  });

  it.each([
    ["Ada <ada@x.example>", "recipient=ada%40x.example"],
    ["+49 (0)170 12 34", "recipient=%2B491701234"],
  ])("leads from an address that nobody has to the mail that was sent there: %s", (query, href) => {
    expect(draw({ query })).toContain(href);
  });

  it("looks for no mail to what is no address", () => {
    expect(draw({ query: "ada abel" })).not.toContain("recipient=");
  });

  it("does not say so where a server did not answer, and leads to looking again", () => {
    const page = draw({ failed: [PEOPLE] });
    expect(page).not.toContain("Nothing was found.");
    expect(page).toContain("so nothing is known");
    expect(page).toContain("/search?q=ada+%26+co");
  });
});
