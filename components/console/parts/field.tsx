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
  return (
    <Frame {...props}>
      {(attributes) => (
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...input}
          {...attributes}
          className={CONTROL}
        />
      )}
    </Frame>
  );
}

export function TextArea(
  props: Labelled & Omit<ComponentPropsWithoutRef<"textarea">, "name" | "id" | "className">,
) {
  const { label, hint, problem, idPrefix, ...textarea } = props;
  return (
    <Frame {...props}>
      {(attributes) => (
        <textarea
          rows={4}
          spellCheck={false}
          {...textarea}
          {...attributes}
          className={`${CONTROL} font-mono text-sm`}
        />
      )}
    </Frame>
  );
}

export function FileField(props: Labelled & { accept: string }) {
  return (
    <Frame {...props}>
      {(attributes) => (
        <input type="file" name={props.name} accept={props.accept} {...attributes} className={CONTROL} />
      )}
    </Frame>
  );
}

interface Choice {
  value: string;
  label: string;
}

export function SelectField(props: Labelled & { choices: readonly Choice[]; value?: string }) {
  const { choices, value } = props;
  return (
    <Frame {...props}>
      {(attributes) => (
        <select name={props.name} defaultValue={value} {...attributes} className={CONTROL}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {toVisibleName(choice.label)}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

interface Attributes {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

function Frame(props: Labelled & { children: ReactNode | ((attributes: Attributes) => ReactNode) }) {
  const { label, hint, problem, children } = props;
  const id = toId(props);
  const attributes: Attributes = {
    id,
    "aria-describedby": hint || problem ? `${id}-more` : undefined,
    "aria-invalid": problem ? true : undefined,
  };
  return (
    <div className="grid min-w-40 grow basis-40 content-start gap-1 sm:grow-0 sm:basis-auto">
      <label htmlFor={id} className="font-semibold">
        {toVisibleName(label)}
      </label>
      {typeof children === "function" ? children(attributes) : children}
      <More id={id} hint={hint} problem={problem} />
    </div>
  );
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
