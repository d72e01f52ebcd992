/** Kratos' messages: each with its number as a test id and exactly its text inside. */

import { Callout } from "@/components/controls/callout";
import type { FlowLink, MessageTone, MessageView } from "@/lib/self-service/message-view";
import { LinkOrPost } from "./flow-links";
import { messagesId } from "./nodes/field-id";

export function Message({ message }: { message: MessageView }) {
  const { id, text, isForeign } = message;
  // In no language that is known: screen readers read it in their own, not in the page's.
  return (
    <span data-testid={`ui/message/${id}`} lang={isForeign ? "" : undefined}>
      {text}
    </span>
  );
}

const TONES = {
  error: "font-semibold text-danger",
  success: "text-success",
  info: "text-muted",
} satisfies Record<MessageTone, string>;

/** What can be done about a message, each on a line of its own. */
function Ways({ ways }: { ways: readonly FlowLink[] }) {
  return (
    <ul className="mt-1 flex flex-wrap gap-x-6">
      {ways.map((way) => (
        <li key={way.testId}>
          <LinkOrPost link={way} />
        </li>
      ))}
    </ul>
  );
}

/** A node's own messages, beside its control. */
export function NodeMessages({ id, messages }: { id: string; messages: MessageView[] }) {
  if (messages.length === 0) return null;
  return (
    <ul id={messagesId(id)} className="grid gap-1 text-[0.9375rem] leading-snug">
      {messages.map((message) => (
        <li key={`${message.id} ${message.text}`} className={TONES[message.tone]}>
          <Message message={message} />
        </li>
      ))}
    </ul>
  );
}

/** The flow's own messages; errors, and what worked, take the focus by script and so are read out. */
export function FormMessages({ messages }: { messages: MessageView[] }) {
  if (messages.length === 0) return null;
  const isAlert = messages.some(({ tone }) => tone === "error");
  const takesFocus = isAlert || messages.some(({ tone }) => tone === "success");
  return (
    <div
      role={isAlert ? "alert" : "status"}
      tabIndex={takesFocus ? -1 : undefined}
      className="rounded-control"
    >
      <ul data-testid="form-messages" className="grid gap-3">
        {messages.map((message) => (
          <li key={`${message.id} ${message.text}`}>
            <Callout tone={message.tone}>
              <Message message={message} />
              {message.ways && <Ways ways={message.ways} />}
            </Callout>
          </li>
        ))}
      </ul>
    </div>
  );
}
