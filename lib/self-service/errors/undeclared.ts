/**
 * Says in words that somebody's traits no longer fit a schema that was narrowed in place. Kratos then refuses every change of
 * settings, whatever it is, by naming members that nobody can see or empty.
 */

import type { FlowContext } from "@/lib/self-service/flow-context";
import { GENERIC_ERROR } from "@/lib/self-service/kratos-names";
import type { Stray } from "@/lib/self-service/traits/arrange";

/** @see https://github.com/ory/jsonschema/blob/v3.0.8/schema.go */
const UNDECLARED = /^\u2068?additionalProperties ((?:"[^"\\]*"(?:, )?)+) not allowed\u2069?$/;

/** What is called after the members that are too many, and says that this page cannot change anything. */
export function withUndeclaredNamed(stray: Stray, { kind, t }: Pick<FlowContext, "kind" | "t">): Stray {
  if (kind !== "settings") return stray;
  const [names] = stray.messages.flatMap(({ id, text }) => {
    const found = id === GENERIC_ERROR ? UNDECLARED.exec(text)?.[1] : undefined;
    return found ? [found.slice(1, -1).split('", "')] : [];
  });
  if (!names) return stray;
  return {
    name: `${stray.name}.${names[0]}`,
    label: names.join(", "),
    messages: stray.messages.map((message) =>
      UNDECLARED.test(message.text)
        ? { id: message.id, tone: message.tone, text: t("settings.profile.locked") }
        : message,
    ),
  };
}
