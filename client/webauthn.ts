/** Runs the ceremonies of Kratos' webauthn.js from buttons, and says in words what it would say in an alert. */

import { all, on } from "./dom";
import { isTrigger, toWebAuthnProblem } from "./webauthn-problem";

/** The browser asks for a key: another press, such as a double click's second, would end in a refusal that is said of the first. */
let isAsking = false;

export function enhanceWebAuthn(): void {
  const buttons = all<HTMLButtonElement>("[data-trigger]");
  if (buttons.length === 0) return;
  let pressed: HTMLButtonElement | undefined;
  listenForProblems((error) => pressed && say(pressed, error));

  for (const button of buttons) {
    // Enter presses a form's first submit; one without would send its fields, and nothing that the ceremony brings.
    if (!button.form?.querySelector("[type=submit]")) button.type = "submit";
    on(button, "click", (event) => {
      event.preventDefault();
      if (isAsking) return;
      pressed = button;
      hush(button);
      // A new passkey is named after what the form says, and comes with the form's other fields.
      if (button.dataset.trigger?.includes("Registration") && !button.form?.reportValidity()) return;
      run(button.dataset.trigger, button);
    });
  }
  // webauthn.js is async; once everything has loaded, it has run.
  window.addEventListener("load", () => {
    for (const element of all("[data-onload]")) run(element.dataset.onload);
  });
}

/** Calls one of the six functions that webauthn.js puts on `window`, and never anything else (threat F2). */
function run(name: string | undefined, button?: HTMLButtonElement): void {
  const ceremony: unknown = isTrigger(name) && Reflect.get(window, name);
  const start = async () => {
    // webauthn.js defines nothing where the browser has no WebAuthn.
    if (typeof ceremony !== "function") throw new DOMException("", "NotSupportedError");
    await ceremony();
  };
  start().catch((error) => button && say(button, error));
}

/**
 * webauthn.js swallows what the browser answers, or shows it raw: so the answers are read on their way to it. Not those to
 * its suggestions: it calls them off itself when a button is pressed, and no button asked for them.
 */
function listenForProblems(report: (error: unknown) => void): void {
  const { credentials } = navigator;
  if (!credentials) return;
  const { get, create } = credentials;
  const listen = (error: unknown): never => {
    report(error);
    throw error;
  };
  const ask = <T>(answer: Promise<T>): Promise<T> => {
    isAsking = true;
    return answer.finally(() => {
      isAsking = false;
    });
  };
  credentials.get = (options) => {
    const answer = get.call(credentials, options);
    return options?.mediation === "conditional" ? answer : ask(answer).catch(listen);
  };
  credentials.create = (options) =>
    ask(create.call(credentials, options)).catch(async (error) => listen(await toReason(error, options)));
  window.alert = () => {};
}

/** Kratos wants passkeys kept by the device itself. One that keeps none refuses at once, as if its person had said no. */
async function toReason(error: unknown, options?: CredentialCreationOptions): Promise<unknown> {
  const keeper = options?.publicKey?.authenticatorSelection?.authenticatorAttachment;
  const isRefusal = error instanceof Error && error.name === "NotAllowedError";
  if (!isRefusal || keeper !== "platform") return error;
  const isPossible = await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(
    () => true,
  );
  return isPossible ? error : new DOMException("", "NotSupportedError");
}

function say(button: HTMLButtonElement, error: unknown): void {
  const problem = toWebAuthnProblem(error instanceof Error ? error.name : "");
  const place = button.nextElementSibling;
  if (!problem || !(place instanceof HTMLElement)) return;
  // Only what adds a device says that one is there already.
  place.textContent = place.dataset[problem] ?? place.dataset.failed ?? "";
  place.hidden = false;
}

function hush({ nextElementSibling: place }: HTMLButtonElement): void {
  if (place instanceof HTMLElement) place.hidden = true;
}
