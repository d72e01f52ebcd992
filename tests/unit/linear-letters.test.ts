import { expect, it } from "vitest";
import { findUnsafe } from "../../lib/console/clients/unsafe";
import { toRecipient } from "../../lib/limits/recipients/recipient";
import { readRelayedForm } from "../../lib/relay/form/relay-form";
import { measureGrowth } from "./growth";

/** Accents that Unicode puts the other way round: each pair is out of order with all that stand before it. */
const toAccents = (count: number) => "\u0301\u0323".repeat(count / 2);

/** What strangers may write with accents without end, and the work that it makes; four times as many are tried too. */
const WORK: Readonly<Record<string, (text: string) => unknown>> = {
  "whom a form names": (text) => toRecipient(text),
  "the names of a form's fields": (text) =>
    readRelayedForm(
      "login",
      { type: "application/json", text: JSON.stringify({ [text]: "" }), json: { [text]: "" } },
      new URLSearchParams(),
    ),
  "the names in an app's JSON": (text) => findUnsafe({ [text]: "" }),
};

it.each(Object.entries(WORK))("D1: accents in %s make linear work at most", async (_, read) => {
  const { isLinear, small, large } = await measureGrowth((size) => {
    const text = `a${toAccents(size)}`;
    return () => read(text);
  }, 8000);
  expect(isLinear, `${small} ms, then ${large} ms`).toBe(true);
});
