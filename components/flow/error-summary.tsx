/** What is wrong with the fields, in one place, each entry leading to its field (the GOV.UK pattern). */

import type { Chrome } from "@/lib/chrome";
import type { FlowErrorView } from "@/lib/flow/view";
import { fieldId } from "./field-id";

interface ErrorSummaryProps {
  chrome: Chrome;
  errors: FlowErrorView[];
}

export function ErrorSummary({ chrome, errors }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div
      role="alert"
      tabIndex={-1}
      aria-labelledby="error-summary"
      className="rounded-control border-2 border-danger p-4"
    >
      <h2 id="error-summary" className="font-semibold">
        {chrome.t("flow.errorSummary")}
      </h2>
      <ul className="mt-2 grid gap-1.5">
        {errors.map(({ name, label, message, form }) => (
          <li key={`${name} ${message.id}`}>
            <a href={`#${fieldId(form, name)}`} className="inline-block min-h-6 text-danger">
              {chrome.t("flow.fieldError", { field: label, problem: message.text })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
