/** Labelled controls of the console's forms, each with its hint and its problem. */

import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { toVisibleName } from "@/lib/console/visible";

interface Labelled {
  name: string;
  label: string;
  hint?: ReactNode;
  problem?: string;
  /** Makes ids unique where a page has several forms with this field. */
  idPrefix?: string;
}

const CONTROL =
  "min-h-12 w-full rounded-control border border-field bg-panel px-3 py-2 aria-invalid:border-danger aria-invalid:border-2";

export function TextField(
  props: Labelled & Omit<ComponentPropsWithoutRef<"input">, "name" | "id" | "className">,
) {
  const { label, hint, problem, idPrefix, ...input } = props;
  return frame(
    props,
    <input
      type="text"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      {...input}
      id={toId(props)}
      aria-describedby={toDescribedBy(props)}
      aria-invalid={problem ? true : undefined}
      className={CONTROL}
    />,
  );
}

export function TextArea(
  props: Labelled & Omit<ComponentPropsWithoutRef<"textarea">, "name" | "id" | "className">,
) {
  const { label, hint, problem, idPrefix, ...textarea } = props;
  return frame(
    props,
    <textarea
      rows={4}
      autoCapitalize="none"
      spellCheck={false}
      {...textarea}
      id={toId(props)}
      aria-describedby={toDescribedBy(props)}
      aria-invalid={problem ? true : undefined}
      className={`${CONTROL} font-mono`}
    />,
  );
}

export function FileField(props: Labelled & { accept: string }) {
  return frame(
    props,
    <input
      type="file"
      name={props.name}
      accept={props.accept}
      id={toId(props)}
      aria-describedby={toDescribedBy(props)}
      aria-invalid={props.problem ? true : undefined}
      className={`${CONTROL} file:me-3 file:rounded-control file:border file:border-field file:px-3 file:py-1 file:font-semibold`}
    />,
  );
}

interface Choice {
  value: string;
  label: string;
}

interface Selected {
  choices: readonly Choice[];
  defaultValue?: string;
  /** Spread in, it would be passed over in silence. */
  value?: never;
}

export function SelectField(props: Labelled & Selected) {
  const { choices, defaultValue } = props;
  return frame(
    props,
    <select
      name={props.name}
      defaultValue={defaultValue}
      id={toId(props)}
      aria-describedby={toDescribedBy(props)}
      aria-invalid={props.problem ? true : undefined}
      className={CONTROL}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {toVisibleName(choice.label)}
        </option>
      ))}
    </select>,
  );
}

/** Around a control; no component, as a page has dozens of fields. */
function frame(labelled: Labelled, control: ReactNode) {
  const { label, hint, problem } = labelled;
  const id = toId(labelled);
  return (
    <div
      data-wrong={problem}
      className="grid min-w-40 grow basis-40 content-start gap-1 data-wrong:scroll-mt-4 sm:grow-0 sm:basis-auto"
    >
      <label htmlFor={id} className="font-semibold">
        {toVisibleName(label)}
      </label>
      {control}
      <More id={id} hint={hint} problem={problem} />
    </div>
  );
}

function toDescribedBy(labelled: Labelled): string | undefined {
  return labelled.hint || labelled.problem ? `${toId(labelled)}-more` : undefined;
}

function More({ id, hint, problem }: { id: string; hint?: ReactNode; problem?: string }) {
  if (!hint && !problem) return null;
  return (
    <div id={`${id}-more`} className="text-sm">
      {problem && <p className="font-semibold text-danger">{problem}</p>}
      {hint && <p className="text-muted">{hint}</p>}
    </div>
  );
}

function toId({ name, idPrefix }: Pick<Labelled, "name" | "idPrefix">): string {
  return `field-${idPrefix ? `${idPrefix}-` : ""}${name}`;
}
