/** What a page needs once: its own address, the focus where it helps, local times, no stale secrets. */

import { all, on } from "./dom";

export function enhancePage(): void {
  const { createdPath } = document.body.dataset;
  // The flow was made in this request: with its id in the address, a refresh keeps it.
  if (createdPath) history.replaceState(history.state, "", createdPath);

  // What is typed into already, over a slow network; else what is wrong; or the code that the page is about, not one further
  // down among the settings; or what worked, which nothing announces that was there when the page came.
  const code = document.forms[0]?.querySelector<HTMLElement>("[data-code]");
  (
    all(":focus")[0] ??
    all("[role=alert]:not([hidden])")[0] ??
    code ??
    all("[role=status][tabindex]")[0]
  )?.focus();

  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  for (const time of all<HTMLTimeElement>("time[data-local]")) {
    time.textContent = format.format(new Date(time.dateTime));
  }

  // The form as it was filled in: its address alone gives an empty one.
  for (const link of all("[data-back]")) {
    on(link, "click", (event) => {
      if (history.length < 2) return;
      event.preventDefault();
      history.back();
    });
  }

  // After a sign-out, Back must show no secrets, and nobody's name, from the browser's page cache (threat F15): WebKit keeps
  // what it was told not to store, unless it came by HTTPS.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && document.querySelector("[data-private]")) location.reload();
  });
}
