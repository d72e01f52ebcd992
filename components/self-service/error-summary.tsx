/** What is wrong with the fields, in one place, each entry leading to its field (the GOV.UK pattern). */

import type { PageContext } from "@/lib/page-context";
import type { MessageView } from "@/lib/self-service/message-view";
import type { FlowErrorView } from "@/lib/self-service/view";
import { Message } from "./messages";
import { fieldId, formElementId } from "./nodes/field-id";

// A character no catalogue contains marks the place, so that word order stays the translator's.
const PLACE = "\u{e000}";

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
      <ul className="mt-1 -mb-2.5 grid">
        {errors.map((error) => (
          <li key={`${error.name} ${error.message.id} ${error.message.text}`}>
            <Entry context={context} error={error} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What its field says under the message's number already. */
function Text({ message: { text, isForeign } }: { message: MessageView }) {
  return isForeign ? <span lang="">{text}</span> : text;
}

/** An error leads to its field; about what a step before asked for, back to that step; else it is words alone. */
function Entry({
  context,
  error: { name, label, message, form, isOnlyHere, way },
}: {
  context: PageContext;
  error: FlowErrorView;
}) {
  const [before, after] = context.t("flow.fieldError", { field: label, problem: PLACE }).split(PLACE);
  if (!way) {
    return (
      <a href={`#${fieldId(form, name)}`} className="inline-block py-2.5 text-danger">
        {before}
        {isOnlyHere ? <Message message={message} /> : <Text message={message} />}
        {after}
      </a>
    );
  }
  return (
    <>
      <span className="inline-block py-2.5 text-danger">
        {before}
        <Message message={message} />
        {after}
      </span>
      {way !== "none" && (
        <button
          type="submit"
          form={formElementId(way.form)}
          name={way.button.name}
          value={way.button.value}
          formNoValidate
          className="inline-block min-h-11 text-start font-semibold text-link underline underline-offset-4 hover:decoration-2"
        >
          {context.t("flow.goBackToChange")}
        </button>
      )}
    </>
  );
}
