/** Errors that people meet at Kratos, and that it keeps. */

import { expect, type Stack } from "../test";

/** Somebody begins to sign in by a link that would lead them elsewhere. @returns the error's id */
export async function meetError({ urls }: Stack, elsewhere: string): Promise<string> {
  const begun = new URL("/self-service/login/browser", urls.kratosPublic);
  begun.searchParams.set("return_to", elsewhere);
  const answer = await fetch(begun, { redirect: "manual", headers: { accept: "text/html" } });
  const location = new URL(String(answer.headers.get("location")));
  expect(location.origin + location.pathname).toBe(`${urls.foyer}/error`);
  return String(location.searchParams.get("id"));
}
