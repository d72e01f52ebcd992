/** Boxes to tick: one, or several of one name. */

import { CheckboxRow } from "@/components/controls/checkbox-row";

interface CheckFieldProps {
  name: string;
  label: string;
  isChecked: boolean;
  idPrefix?: string;
}

export function CheckField({ name, label, isChecked, idPrefix = "field" }: CheckFieldProps) {
  return (
    <CheckboxRow id={`${idPrefix}-${name}`} name={name} value="true" defaultChecked={isChecked}>
      {label}
    </CheckboxRow>
  );
}

interface CheckListProps {
  name: string;
  label: string;
  choices: readonly { value: string; label: string }[];
  values: readonly string[];
  problem?: string;
  idPrefix?: string;
}

export function CheckList({ name, label, choices, values, problem, idPrefix = "field" }: CheckListProps) {
  const id = `${idPrefix}-${name}`;
  return (
    <fieldset data-wrong={problem} aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend className="font-semibold">{label}</legend>
      {problem && (
        <p id={`${id}-problem`} className="text-sm font-semibold text-danger">
          {problem}
        </p>
      )}
      {choices.map((choice, index) => (
        <CheckboxRow
          key={choice.value}
          id={`${id}-${index}`}
          name={name}
          value={choice.value}
          defaultChecked={values.includes(choice.value)}
        >
          {choice.label}
        </CheckboxRow>
      ))}
    </fieldset>
  );
}
