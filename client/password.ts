/** Buttons that show and hide a password. */

import { all, on } from "./dom";

export function enhancePasswords(): void {
  for (const button of all<HTMLButtonElement>("[data-reveals]")) {
    const input = document.getElementById(button.dataset.reveals ?? "");
    const word = button.firstElementChild;
    if (!(input instanceof HTMLInputElement) || !word) continue;
    const words = [word.textContent, button.dataset.conceal ?? ""];
    const show = (isShown: boolean) => {
      input.type = isShown ? "text" : "password";
      word.textContent = words[isShown ? 1 : 0] ?? "";
    };
    button.hidden = false;
    on(button, "click", () => show(input.type === "password"));
    // Browsers and password managers should meet a password field, and nobody else a readable one.
    input.form?.addEventListener("submit", () => show(false));
  }
}
