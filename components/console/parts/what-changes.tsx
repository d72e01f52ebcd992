/** The button that shows what a form would change, and what that is. */

import { buttonClass } from "@/components/controls/button-class";
import type { DiffLine } from "@/lib/console/diff/to-diff";
import { DiffView } from "./diff-view";

/**
 * The first button of its form: what the Enter key presses writes nothing.
 * @param props.difference of a form that was looked at
 * @param props.about for screen readers, where the page has two
 */
export function WhatChanges({ difference, about }: { difference?: readonly DiffLine[]; about?: string }) {
  return (
    <>
      {difference && (
        <div role="status" tabIndex={-1} className="grid gap-2 rounded-control">
          <p className="font-semibold">
            {difference.every(({ kind }) => kind === "same")
              ? "Nothing would change."
              : "This would change; nothing is saved yet."}
          </p>
          <DiffView lines={difference} label="Before and after" />
        </div>
      )}
      <div>
        <button
          type="submit"
          name="look"
          value="yes"
          aria-label={about && `Show what changes: ${about}`}
          className={buttonClass("secondary", "auto")}
        >
          Show what changes
        </button>
      </div>
    </>
  );
}
