import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { TextKey } from "@/lib/i18n/keys";
import { getEnglish } from "@/lib/i18n/languages";
import type { TextValues, Translate } from "@/lib/i18n/translate";
import { SIGNED_IN, toTestContext } from "@/tests/unit/views/page-context";
import { toPages } from "@/tests/unit/views/pages";
import { ProblemPage } from "./problem-page";

const PAGES = Object.entries(toPages()).map(([name, page]) => [name, renderToStaticMarkup(page)] as const);

/** Whether some element start tag matches; what stands in text is escaped and cannot look like one. */
const hasTag = (html: string, pattern: RegExp) =>
  html.match(/<[a-z][^>]*>/g)?.some((tag) => pattern.test(tag));

describe.each(PAGES)("the %s page", (_name, html) => {
  test("has nothing inline: no style, no handler, no script without a source (CSP, threat H2)", () => {
    expect(hasTag(html, /\sstyle=/)).toBeFalsy();
    expect(hasTag(html, /\son[a-z]+=/)).toBeFalsy();
    expect(html).not.toContain("<style");
    expect(hasTag(html, /^<script(?![^>]*\ssrc=)/)).toBeFalsy();
  });

  test("asks no third party for anything (threat L3)", () => {
    expect(hasTag(html, /^<(?:img|script|link|iframe)[^>]*(?:src|href)="(?:https?:)?\/\//)).toBeFalsy();
  });

  test("uses each id once", () => {
    const ids = [...html.matchAll(/<[a-z][^>]*\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test("points only to ids that are there", () => {
    const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
    const references = [
      ...html.matchAll(
        /\s(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]*)"|\shref="#([^"]*)"/g,
      ),
    ].map(([, id, anchor]) => id ?? anchor);
    expect(references.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("is a whole document by which suites know a server-rendered page", () => {
    expect(html).toMatch(/^<html lang="en" dir="ltr" data-testid="app-express"/);
    expect(html).toContain('id="main"');
  });

  test("nests nothing that a browser's parser would take apart", () => {
    const paragraphs = [...html.matchAll(/<p(?:\s[^>]*)?>([\s\S]*?)<\/p>/g)].map(([, inside]) => inside);
    expect(
      paragraphs.filter((inside) => /<(?:div|p|form|ul|dl|h\d|details)[\s>]/.test(inside ?? "")),
    ).toEqual([]);
  });
});

test("English has words for all that the pages say", () => {
  const missing = new Set<string>();
  const english = getEnglish();
  const say = (key: TextKey, values?: TextValues) => {
    const words = english(key, { count: 0, ...values });
    if (words === key) missing.add(key);
    return words;
  };
  const t: Translate = Object.assign(say, english);
  for (const page of Object.values(toPages({ t }))) renderToStaticMarkup(page);
  expect([...missing]).toEqual([]);
});

test("a wait is told in seconds, minutes or hours, with its number", () => {
  const toHtml = (retryAfterSeconds: number) =>
    renderToStaticMarkup(
      <ProblemPage
        context={toTestContext()}
        view={{ status: 429, title: "Too many tries", happened: "It is too much.", retryAfterSeconds }}
      />,
    );
  expect(toHtml(60)).toContain("Please wait 60 seconds before");
  expect(toHtml(3600)).toContain("Please wait 60 minutes before");
  expect(toHtml(6 * 3600)).toContain("Please wait 6 hours before");
});

test("a page with errors says so first in its title", () => {
  const html = Object.fromEntries(PAGES)["registration-errors"];
  expect(html).toContain("<title>Error: Create an account · Harbour</title>");
});

test("what a person or an app is called stays text, whatever it holds (threat F4)", () => {
  const evil = "<img src=x onerror=alert(1)>";
  const html = Object.values(toPages({ productName: evil, signedIn: { ...SIGNED_IN, label: evil } }))
    .map((page) => renderToStaticMarkup(page))
    .join("");
  expect(html).not.toContain("<img src=x");
});
