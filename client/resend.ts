/** Lets a resend wait until it makes sense; a click before that is answered with the wait, in words. */

import { all, on, toStorage } from "./dom";

/** When this tab last asked for another code, in epoch milliseconds. */
const RESENT_KEY = "foyer-resent";

export function enhanceResends(): void {
  for (const button of all<HTMLButtonElement>("[data-cooldown]")) coolDown(button);
}

/**
 * After a resend the next one waits, counted down inside the button: "Resend code (24)". The first is free. The button
 * stays enabled: a disabled one takes no focus and cannot say why.
 */
function coolDown(button: HTMLButtonElement): void {
  const label = button.firstElementChild ?? button;
  const answer = button.nextElementSibling;
  const { cooldown, wait = "" } = button.dataset;
  const words = label.textContent;
  const storage = toStorage();
  const toSecondsLeft = () => {
    const sinceMs = Date.now() - Number(storage?.getItem(RESENT_KEY));
    // A clock that was set back meanwhile lets nobody wait for hours.
    return sinceMs < 0 ? 0 : Math.ceil(Number(cooldown) - sinceMs / 1000);
  };
  const tick = () => {
    const seconds = toSecondsLeft();
    label.textContent = seconds > 0 ? `${words} (${seconds})` : words;
    if (seconds > 0) setTimeout(tick, 1000);
    else if (answer) answer.textContent = "";
  };
  on(button, "click", (event) => {
    const seconds = toSecondsLeft();
    if (seconds <= 0) return;
    event.preventDefault();
    if (answer) answer.textContent = wait.replace("{time}", formatSeconds(seconds));
  });
  // Not at the click: a form that is held back, for want of a connection, asked for nothing.
  button.form?.addEventListener("submit", ({ submitter, defaultPrevented }) => {
    if (submitter === button && !defaultPrevented) storage?.setItem(RESENT_KEY, String(Date.now()));
  });
  tick();
}

function formatSeconds(seconds: number): string {
  const { lang } = document.documentElement;
  return new Intl.NumberFormat(lang, { style: "unit", unit: "second", unitDisplay: "long" }).format(seconds);
}
