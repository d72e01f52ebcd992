/** What is wrong with the fields, in one place, each entry leading to its field (the GOV.UK pattern). */

import type { PageContext } from "@/lib/page-context";
import type { FlowErrorView } from "@/lib/self-service/view";
import { fieldId } from "./nodes/field-id";

interface ErrorSummaryProps {
  context: PageContext;
  errors: FlowErrorView[];
}

export function ErrorSummary({ context, errors }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div
      role="alert"
      tabIndex={-1}
      aria-labelledby="error-summary"
      className="rounded-control border-2 border-danger p-4"
    >
      <h2 id="error-summary" className="font-semibold">
        {context.t("flow.errorSummary")}
      </h2>
      <ul className="mt-2 grid gap-1.5">
        {errors.map(({ name, label, message, form }) => (
          <li key={`${name} ${message.id}`}>
            <a href={`#${fieldId(form, name)}`} className="inline-block min-h-6 text-danger">
              {context.t("flow.fieldError", { field: label, problem: message.text })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
