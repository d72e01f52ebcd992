/**
 * Sends the answer of a page's captcha along with whichever form is sent, inside Kratos' `transient_payload` too, and holds a
 * form that is sent while the captcha is still at work: Kratos would refuse it, and the password would have to be typed again.
 */

import { all, on } from "../dom";
import { SLOW_MS, toProgress } from "../submit";

/** A script that is blocked never answers. */
const WAIT_MS = 10_000;
const LOOK_MS = 100;

const PAYLOAD = "transient_payload";
const INSIDE = `${PAYLOAD}.`;

const place = document.querySelector<HTMLElement>(".cf-turnstile");
/** Turnstile's own, where Kratos asks for no other. */
const name = place?.dataset.responseFieldName || "cf-turnstile-response";
const getAnswer = () => place?.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)?.value ?? "";

if (place) {
  const forms = new Set(all<HTMLFormElement>("form").filter((form) => form.elements.namedItem(PAYLOAD)));
  for (const form of forms) on(form, "formdata", ({ formData }) => addAnswer(formData));
  holdUntilAnswered(forms);
}

/** Kratos takes both ways of writing it, and may read the object after the field. */
function addAnswer(form: FormData): void {
  const answer = getAnswer();
  if (!answer) return;
  form.set(name, answer);
  if (!name.startsWith(INSIDE)) return;
  const payload: object = JSON.parse(String(form.get(PAYLOAD)));
  form.set(PAYLOAD, JSON.stringify({ ...payload, [name.slice(INSIDE.length)]: answer }));
}

/** Says what can be done, until it is; who presses `sender` again may know better, and has Kratos' answer. */
function showUnsolved(sender: HTMLElement): void {
  const words = place?.nextElementSibling;
  if (!(words instanceof HTMLElement)) return;
  words.hidden = false;
  words.focus();
  const timer = setInterval(() => {
    if (!getAnswer()) return;
    clearInterval(timer);
    // With what is hidden the keyboard's place would go, to the top of the page.
    if (words.matches(":focus-within")) sender.focus();
    words.hidden = true;
  }, LOOK_MS);
}

function holdUntilAnswered(forms: ReadonlySet<EventTarget>): void {
  const progress = toProgress();
  const passed = new WeakSet<EventTarget>();
  let isHeld = false;
  const hold = (event: SubmitEvent) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement) || !forms.has(form) || !navigator.onLine) return;
    if (passed.has(form) || getAnswer()) return;
    event.preventDefault();
    event.stopPropagation();
    if (isHeld) return;
    isHeld = true;
    const sender = submitter ?? form;
    sender.setAttribute("aria-busy", "true");
    progress.say("slow", sender, SLOW_MS);
    const until = Date.now() + WAIT_MS;
    const timer = setInterval(() => {
      if (!getAnswer() && Date.now() < until) return;
      clearInterval(timer);
      isHeld = false;
      progress.end();
      sender.removeAttribute("aria-busy");
      if (getAnswer()) form.requestSubmit(submitter);
      else showUnsolved(sender);
      passed.add(form);
    }, LOOK_MS);
  };
  // Before the form's own listeners, which take a form that is sent for one that is on its way.
  document.addEventListener("submit", hold, true);
}
