/** Takes no click that somebody began for another window, such as the second of a double click on one that closed. */

/** What two clicks of a double click are apart at most, where nobody has set it otherwise, in milliseconds. */
const DOUBLE_CLICK_MS = 500;

/** How far a pointer moves that comes to a button by itself, in CSS pixels; a hand that double-clicks trembles. */
const AIMED_PIXELS = 20;

/**
 * Another site's page may lay a window over one of ours that closes, or moves away, under the first click of two that it asks for; or
 * lead here between them (threat O4). So no button takes a click right after the page came to the front, unless the mouse has moved
 * towards it there; nor one whose earlier clicks were on no button of the page. Keys are not looked at.
 */
export function ignoreStrayClicks(): void {
  let cameAt = Number.NEGATIVE_INFINITY;
  let entered: PointerEvent | undefined;
  let isAimed = false;
  let hasBegun = false;
  const leave = () => {
    entered = undefined;
    isAimed = false;
  };
  const come = () => {
    cameAt = performance.now();
  };
  window.addEventListener("blur", leave);
  window.addEventListener("focus", come);
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : come()));
  document.documentElement.addEventListener("pointerleave", leave);
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse") return;
    entered ??= event;
    isAimed ||= Math.hypot(event.clientX - entered.clientX, event.clientY - entered.clientY) > AIMED_PIXELS;
  });
  document.addEventListener(
    "click",
    (event) => {
      const isButton = event.target instanceof Element && event.target.closest("button") !== null;
      if (!isButton || event.detail === 0) return;
      const isEarly = performance.now() - cameAt < DOUBLE_CLICK_MS && !isAimed;
      if (isEarly || (event.detail > 1 && !hasBegun)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else hasBegun = true;
    },
    true,
  );
}
