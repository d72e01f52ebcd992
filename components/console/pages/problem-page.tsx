/** What a console page says when it cannot do what was asked; inside the console where somebody is signed in. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ConsoleProblemView } from "@/lib/console/problem";
import { Reference } from "../../document/reference";
import { Copy } from "../parts/copy";
import { Facts } from "../parts/facts";
import { Shell } from "../parts/shell";
import { PlainPage } from "./plain-page";

interface ProblemProps {
  context: ConsoleChrome;
  view: ConsoleProblemView;
}

export function ConsoleProblemPage({ context, view }: ProblemProps) {
  const content = <Problem context={context} view={view} />;
  return context.operator ? (
    <Shell context={context} title={view.title} place="none" hasErrors>
      {content}
    </Shell>
  ) : (
    <PlainPage context={context} title={view.title} hasErrors>
      {content}
    </PlainPage>
  );
}

function Problem({ context, view }: ProblemProps) {
  const { text, next, facts = [], links, reference, retryAfterSeconds, status } = view;
  return (
    <div data-testid="console-problem" className="grid max-w-2xl gap-4">
      <div role="alert" tabIndex={-1} className="-mx-3 grid gap-2 rounded-control px-3 py-1">
        <p>{text}</p>
        {next && <p>{next}</p>}
        {retryAfterSeconds !== undefined && <p>Try again in {retryAfterSeconds} seconds.</p>}
      </div>
      {facts.length > 0 && (
        <Facts
          facts={facts.map(({ label, value }) => ({ label, value: <Copy value={value} label={label} /> }))}
        />
      )}
      <ul className="flex flex-wrap gap-x-5 gap-y-2">
        {links.map(({ href, label, isBack }) => (
          <li key={href + label}>
            <a href={href} data-back={isBack}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      <Reference context={context} reference={reference} status={status} />
    </div>
  );
}
