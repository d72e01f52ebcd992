/**
 * One method's form, complete enough to be submitted by itself. The page's language goes along, for the operator's mail
 * templates and web hooks; Kratos v1.3 takes it from a form as one JSON field.
 */

import type { ReactNode } from "react";
import { Callout } from "@/components/controls/callout";
import type { PageContext } from "@/lib/page-context";
import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FormView } from "@/lib/self-service/view";
import { fieldId, formElementId } from "./nodes/field-id";
import { FieldSet } from "./nodes/field-set";
import { type Framed, toFramed } from "./nodes/framed";
import { Node } from "./nodes/nodes";

interface FlowFormProps {
  form: FormView;
  context: PageContext;
  /** What belongs to the form's first way to go on, before the others. */
  after?: ReactNode;
  /** Whose account it becomes, where the page says so. */
  address?: string;
}

export function FlowForm({ form, context, after, address }: FlowFormProps) {
  const first = form.nodes.findIndex(({ kind }) => kind === "way");
  const split = first < 0 ? form.nodes.length : first;
  const drawn = (
    <form
      id={formElementId(form.testId)}
      action={form.action}
      method={form.method}
      data-testid={form.testId}
      className={`grid gap-4 ${isCeremonyAlone(form) ? "noscript:[&>:not(noscript)]:hidden" : ""}`}
    >
      {form.needsScript && (
        <noscript>
          <Callout tone="info">
            {form.or !== undefined && <b className="block">{form.heading}</b>}
            {context.t("flow.needsScript")}
          </Callout>
        </noscript>
      )}
      {form.method === "post" && (
        <input type="hidden" name="transient_payload" value={JSON.stringify({ locale: context.locale })} />
      )}
      <Username form={form} context={context} address={address} />
      <EnterButton nodes={form.nodes} />
      <Content content={toFramed(form.nodes.slice(0, split))} formId={form.testId} context={context} />
      {after}
      <Content content={toFramed(form.nodes.slice(split))} formId={form.testId} context={context} />
    </form>
  );
  const ways = form.nodes.filter((node) => node.kind === "way");
  return <Hooks of={ways.map(({ testId }) => testId)}>{drawn}</Hooks>;
}

/** Without JavaScript no button sends such a form, so that its fields would wait for nothing. */
function isCeremonyAlone({ nodes }: FormView): boolean {
  return nodes.some(({ kind }) => kind === "trigger") && !nodes.some(({ kind }) => kind === "submit");
}

/** A frame for each further way, under the name that its own form would have: all hold the form, and so its fields. */
function Hooks({ of, children }: { of: readonly string[]; children: ReactNode }): ReactNode {
  const [testId, ...others] = of;
  if (testId === undefined) return children;
  return (
    <div data-testid={testId}>
      <Hooks of={others}>{children}</Hooks>
    </div>
  );
}

function Content({ content, formId, context }: { content: Framed[]; formId: string; context: PageContext }) {
  return content.map((part, position) =>
    part.kind === "frame" ? (
      <FieldSet
        key={part.frame.name}
        id={fieldId(formId, part.frame.name)}
        title={part.frame.title}
        hint={part.frame.hint}
        context={context}
      >
        <Content content={part.content} formId={formId} context={context} />
      </FieldSet>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered; nodes have no id of their own
      <Node key={position} node={part.node} formId={formId} context={context} />
    ),
  );
}

/** Hidden fields that say whose password it is, most telling first. */
const IDENTIFIERS = ["identifier", "traits.email", "traits.username", "traits.phone"];

/**
 * Tells password managers whose password a form asks for, or sets, that shows no such field: it has no name, so that
 * nothing of it is sent.
 * @see https://www.chromium.org/developers/design-documents/form-styles-that-chromium-understands/
 */
function Username({ form, context, address }: Omit<FlowFormProps, "after">) {
  const fields = form.nodes.filter((node) => node.kind === "field");
  const isShown = fields.some(({ autocomplete = "" }) => /username|email/.test(autocomplete));
  if (isShown || !fields.some(({ type }) => type === "password")) return null;
  const [typed] = IDENTIFIERS.flatMap((name) =>
    form.nodes.flatMap((node) =>
      node.kind === "hidden" && node.name === name && node.value ? [node.value] : [],
    ),
  );
  const username = typed ?? address ?? context.signedIn?.email ?? context.signedIn?.label;
  return username ? <input type="text" autoComplete="username" value={username} readOnly hidden /> : null;
}

/**
 * Enter presses a form's first button. Where that would add to a list or take from it, the form's main one stands before
 * it, for the keyboard's Enter alone; the script, which makes those other buttons, takes it away.
 * @see https://html.spec.whatwg.org/#implicit-submission
 */
function EnterButton({ nodes }: { nodes: readonly NodeView[] }) {
  const main = nodes.find((node) => node.kind === "submit");
  if (!main || !nodes.some(({ kind }) => kind === "list")) return null;
  return (
    <button
      type="submit"
      name={main.name}
      value={main.value}
      formNoValidate={main.formNoValidate}
      tabIndex={-1}
      aria-hidden="true"
      data-enter=""
      className="sr-only"
    />
  );
}
