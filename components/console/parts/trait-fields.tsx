/** The fields of a schema's form for traits; what no field can hold is named. */

import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import type { TraitField, TraitNode } from "@/lib/console/traits/trait-tree";
import { toOwnProblems } from "./act-form";
import { SelectField, TextArea, TextField } from "./field";
import { ForeignText } from "./foreign-text";

interface Props {
  form: ActFormView;
  problems: FormProblems;
  nodes: readonly TraitNode[];
}

export function TraitFields({ form, problems, nodes }: Props) {
  const own = toOwnProblems(form, problems);
  return (
    <div className={GRID}>
      <Nodes nodes={nodes} own={own} idPrefix={form.hidden.operation ?? ""} />
    </div>
  );
}

const GRID = "grid gap-3 sm:grid-cols-2";

/** Whether the form for JSON was the one that was refused: what was typed stands there, and the fields begin anew. */
export function isSentAsJson({ typed }: FormProblems): boolean {
  return typed.traits !== undefined;
}

interface NodesProps {
  nodes: readonly TraitNode[];
  own: FormProblems | undefined;
  idPrefix: string;
}

function Nodes({ nodes, own, idPrefix }: NodesProps) {
  return nodes.map((node) => {
    if (node.kind === "field") return <Field key={node.name} field={node} own={own} idPrefix={idPrefix} />;
    const key = node.path.join("/");
    if (node.kind === "group")
      return (
        <fieldset key={key} className={`${GRID} rounded-control border border-line p-3 sm:col-span-2`}>
          <legend className="px-1 font-semibold">
            <ForeignText>{node.label}</ForeignText>
            {!node.isRequired && " (optional)"}
          </legend>
          <Nodes nodes={node.nodes} own={own} idPrefix={idPrefix} />
        </fieldset>
      );
    return (
      <p key={key} className="text-sm text-muted sm:col-span-2">
        <ForeignText className="font-semibold">{node.label}</ForeignText> is written as JSON alone.
      </p>
    );
  });
}

function Field({ field, own, idPrefix }: { field: TraitField; own?: FormProblems; idPrefix: string }) {
  const { name, label, input, isRequired, text } = field;
  const typed = own?.typed[name] ?? text;
  const common = {
    name,
    label: isRequired ? label : `${label} (optional)`,
    hint: <Hint field={field} />,
    problem: own?.fields[name],
    idPrefix,
  };
  if (input === "choice") return <SelectField {...common} choices={toChoices(field)} defaultValue={typed} />;
  if (input === "lines" || input === "json")
    return <TextArea {...common} rows={input === "json" ? 6 : 3} defaultValue={typed} />;
  // Never `required`: a trait may be empty already, which must not keep the others from being saved.
  const { type, inputMode } = INPUTS[input];
  return <TextField {...common} type={type} inputMode={inputMode} defaultValue={typed} />;
}

/** Numbers are text: what is no number is shown again as it was typed. */
const INPUTS = {
  text: { type: "text", inputMode: undefined },
  email: { type: "text", inputMode: "email" },
  tel: { type: "tel", inputMode: "tel" },
  url: { type: "text", inputMode: "url" },
  date: { type: "date", inputMode: undefined },
  decimal: { type: "text", inputMode: "decimal" },
} as const;

function toChoices({ choices }: TraitField): { value: string; label: string }[] {
  return [{ value: "", label: "–" }, ...choices.map(({ text, label = text }) => ({ value: text, label }))];
}

/** Where the label is the schema's title, the trait's own name stands with it. */
function Hint({ field: { path, label, hints } }: { field: TraitField }) {
  const own = path.join(".");
  return (
    <>
      {own !== label && <code className="[overflow-wrap:anywhere]">{own}</code>}
      {hints.length > 0 && <ForeignText> {hints.join(" ")}</ForeignText>}
    </>
  );
}
