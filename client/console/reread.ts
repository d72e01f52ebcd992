/**
 * Reads a page that goes on anew, and puts what its parts say by now in place of what they said: whoever is at a button of it, by
 * the keyboard or with a screen reader, stays there. Without the script the whole page is read anew.
 */

import { all } from "../dom";

export function rereadParts(): void {
  const [goesOn] = all("[data-reread]");
  const { reread: address, every } = goesOn?.dataset ?? {};
  if (!address) return;
  const wait = () =>
    setTimeout(
      () =>
        void read(address)
          .catch(() => false)
          .then(end),
      Number(every) * 1000,
    );
  const end = (isOver: boolean) => (isOver ? location.replace(address) : wait());
  wait();
}

/** @returns whether it goes on no longer: what can be done there is something else then */
async function read(address: string): Promise<boolean> {
  const answer = await fetch(address);
  // A server that is away for a moment.
  if (answer.status >= 500) return false;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!now.querySelector("[data-reread]")) return true;
  for (const part of all("[data-live]")) {
    const next = now.querySelector(`[data-live="${part.dataset.live}"]`);
    if (next && !part.contains(document.activeElement)) replace(part, next);
  }
  return false;
}

/** Its points in time are those that were said in the person's own zone before. */
function replace(part: HTMLElement, next: Element): void {
  for (const time of next.querySelectorAll("time")) {
    const said = part.querySelector(`time[datetime="${time.dateTime}"]`);
    if (said) time.replaceWith(said);
  }
  part.replaceWith(next);
}
