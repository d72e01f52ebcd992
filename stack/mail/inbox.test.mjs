// @ts-check
import { expect, test } from "vitest";
import { Inbox, toLinksAndCodes } from "./inbox.mjs";

/** @param {string} to @param {string} [text] */
const toMail = (to, text = "") => ({
  channel: /** @type {const} */ ("email"),
  to: [to],
  from: "",
  subject: "",
  text,
  html: "",
});

test("codes are found outside links only", () => {
  const text = "Your code 123456. Or open http://localhost:4400/verification?code=654321&flow=1 now.";
  expect(toLinksAndCodes(text)).toEqual({
    links: ["http://localhost:4400/verification?code=654321&flow=1"],
    codes: ["123456"],
  });
});

test("messages are filtered by recipient, whatever its case, and by the last one known", () => {
  const inbox = new Inbox();
  inbox.add(toMail("ada@example.com"));
  inbox.add(toMail("bob@example.com"));
  inbox.add(toMail("Ada@example.com"));
  expect(inbox.list({ to: "ADA@example.com" }).map(({ id }) => id)).toEqual(["1", "3"]);
  expect(inbox.list({ to: "ada@example.com", after: "1" }).map(({ id }) => id)).toEqual(["3"]);
});

test("waiting ends with the message that comes, or with nothing at the deadline", async () => {
  const inbox = new Inbox();
  const waiting = inbox.wait({ to: "ada@example.com" }, 1000);
  inbox.add(toMail("bob@example.com"));
  inbox.add(toMail("ada@example.com", "hello"));
  expect((await waiting)?.text).toBe("hello");
  expect(await inbox.wait({ to: "eve@example.com" }, 10)).toBeUndefined();
});
