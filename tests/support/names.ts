/** What a page's controls are called, as screen readers list them; functions that run in the page and use nothing else. */

/**
 * Buttons, and what unfolds something, that are called as another of their kind: in a list of them nobody could tell the two
 * apart.
 */
export function findSameNames(): string[] {
  const toName = (element: HTMLElement) => {
    const shown = element.cloneNode(true) as HTMLElement;
    for (const unread of shown.querySelectorAll("[aria-hidden=true], [hidden], noscript")) unread.remove();
    return (element.ariaLabel ?? shown.textContent).replaceAll(/\s+/g, " ").trim();
  };
  return ["button, input:is([type=submit], [type=button])", "summary"].flatMap((kind) => {
    const seen = new Set<string>();
    return [...document.querySelectorAll<HTMLElement>(kind)].flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true })) return [];
      if (element.closest("[aria-hidden=true]")) return [];
      const name = toName(element);
      if (name !== "" && !seen.has(name)) {
        seen.add(name);
        return [];
      }
      return [`${name === "" ? "without a name" : "a second"} "${name}": ${element.outerHTML.slice(0, 160)}`];
    });
  });
}
