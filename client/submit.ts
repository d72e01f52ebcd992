/** Sends a form once, asks before something is destroyed, and keeps what was typed while nothing can be sent. */

import { all, on } from "./dom";

/** When the network swallowed a submit, the person may try again after this. */
const RELEASE_MS = 10_000;

/** From then on the person is told that it goes on. */
export const SLOW_MS = 3000;

export function guardSubmits(): void {
  const busy = new Set<HTMLElement>();
  let held: HTMLElement | undefined;
  const progress = toProgress();
  const release = () => {
    for (const element of busy) element.removeAttribute("aria-busy");
    busy.clear();
  };
  // A file leaves its page as it is: nothing would say that it has come.
  for (const form of all<HTMLFormElement>("form:not([data-download])")) {
    on(form, "submit", (event) => {
      const sender = event.submitter ?? form;
      // The browser's own page would take the place of what was typed. Who presses again may have a server that needs no network.
      if (!navigator.onLine && !busy.has(form) && held !== form) {
        event.preventDefault();
        held = form;
        progress.say("offline", sender);
        return;
      }
      // The browser's own dialog: suites answer it by themselves, and it cannot be styled to look harmless.
      const question = event.submitter?.dataset.confirm;
      if (busy.has(form) || (question && !confirm(question))) {
        event.preventDefault();
        return;
      }
      // Marked, not disabled: a disabled button's name and value are not sent.
      busy.add(form).add(sender);
      event.submitter?.setAttribute("aria-busy", "true");
      setTimeout(release, RELEASE_MS);
      progress.say("slow", sender, SLOW_MS);
    });
  }
  window.addEventListener("pageshow", () => {
    release();
    progress.end();
  });
}

/** Says how it goes, under the button: in a live region that is there before its words, so that it is read out. */
export function toProgress() {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    status.remove();
    status.textContent = "";
  };
  const say = (words: "slow" | "offline", sender: HTMLElement, delay = 0) => {
    end();
    sender.after(status);
    timer = setTimeout(() => {
      status.textContent = document.body.dataset[words] ?? "";
    }, delay);
  };
  return { end, say };
}
