/** The sheet of keys: opened by a button without JavaScript, by `?` with it. */

import type { ConsoleChrome } from "@/lib/console/context";

export function KeySheet({ context }: { context: ConsoleChrome }) {
  if (!context.operator) return null;
  return (
    <>
      <footer className="mx-auto w-full max-w-7xl px-4 pb-6 text-sm text-muted sm:px-6">
        <button type="button" popoverTarget="keys" className="min-h-9 text-link underline underline-offset-4">
          Keyboard
        </button>
      </footer>
      <section
        id="keys"
        popover="auto"
        aria-labelledby="keys-title"
        className="w-80 max-w-[90vw] rounded-card border border-line bg-panel p-5 [box-shadow:var(--foyer-shadow)]"
      >
        <h2 id="keys-title" className="text-base font-semibold">
          Keyboard
        </h2>
        <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
          <Key keys="/">Find</Key>
          <Key keys="?">This sheet</Key>
          {context.places.map(({ key, label }) => (
            <Key key={key} keys={`g ${key}`}>
              {label}
            </Key>
          ))}
        </dl>
      </section>
    </>
  );
}

function Key({ keys, children }: { keys: string; children: string }) {
  return (
    <>
      <dt>
        <kbd className="rounded-control border border-line bg-canvas px-1.5 font-mono text-sm">{keys}</kbd>
      </dt>
      <dd>{children}</dd>
    </>
  );
}
