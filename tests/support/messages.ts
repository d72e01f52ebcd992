/** Reads what Kratos sends, the message that an act caused, not one that was there before; and types its code. */

import { expect, type Page } from "@playwright/test";
import type { Stack } from "./test";

type Message = ReturnType<Stack["messages"]>[number];

/** The message to `recipient` that `act` causes; `subject` tells it from others that come at the same time. */
export async function messageAfter(
  stack: Stack,
  recipient: string,
  act: () => Promise<unknown>,
  subject = /./,
): Promise<Message> {
  const before = Number(stack.messages(recipient).at(-1)?.id ?? 0);
  await act();
  return newMessage(stack, recipient, before, subject);
}

/** The six-digit code that `act` causes. */
export async function codeAfter(
  stack: Stack,
  recipient: string,
  act: () => Promise<unknown>,
  subject?: RegExp,
): Promise<string> {
  const { codes } = await messageAfter(stack, recipient, act, subject);
  expect(codes, "a code in the message").not.toEqual([]);
  return codes[0] ?? "";
}

/** Types and sends a code on the page that asks for it. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await page.locator('input[name="code"]').fill(code);
  await page.locator('button[name="method"][value="code"]').click();
}

async function newMessage(stack: Stack, recipient: string, after: number, subject: RegExp): Promise<Message> {
  const find = () =>
    stack
      .messages(recipient)
      .find(({ id, subject: title, text }) => Number(id) > after && subject.test(title || text));
  await expect.poll(() => find() !== undefined, { message: `a message for ${recipient}` }).toBe(true);
  const found = find();
  if (!found) throw new Error(`No message for ${recipient}`);
  return found;
}
