/** A value to copy: selectable by one click, with a button where the script can do it. */

export function Copy({ value, label }: { value: string; label: string }) {
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2 gap-y-1">
      <code data-copy-value="" className="min-w-0 font-mono text-[0.875em] select-all">
        {value}
      </code>
      <button
        type="button"
        hidden
        data-copy=""
        data-copied="Copied"
        data-failed="Not copied: select it"
        className="min-h-7 rounded-control border border-line px-2 text-sm text-link hover:bg-canvas"
      >
        {/* Said as it changes: what the button is called ends with what it copies. */}
        <span data-copy-word="" aria-live="polite">
          Copy
        </span>
        <span className="sr-only"> {label}</span>
      </button>
    </span>
  );
}
