/**
 * Who is signed in, in one line; names and addresses come from people and may be long or run either way. Its page is reloaded
 * when it comes back from the browser's page cache (threat F15).
 */

import type { ReactNode } from "react";
import { Name } from "./name";

interface AccountLineProps {
  account: { label: string; email?: string };
  children?: ReactNode;
}

export function AccountLine({ account, children }: AccountLineProps) {
  return (
    <div
      data-private=""
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control border border-line bg-canvas px-3.5 py-2.5"
    >
      {/* Where name and address need the whole line, what can be done takes the next. */}
      <span className="flex min-w-0 grow items-center gap-x-3">
        <span
          aria-hidden="true"
          data-initial={[...account.label][0]?.toUpperCase()}
          className="grid size-9 narrow:hidden shrink-0 place-items-center rounded-full bg-accent font-semibold text-accent-ink"
        />
        <span className="min-w-0 grow leading-snug">
          <span className="block font-semibold">
            <Name>{account.label}</Name>
          </span>
          {account.email !== undefined && account.email !== account.label && (
            <span className="block text-[0.9375rem] text-muted">
              <Name>{account.email}</Name>
            </span>
          )}
        </span>
      </span>
      {children}
    </div>
  );
}
