/** A labelled control to type into. */

import type { PageContext } from "@/lib/page-context";
import { SECRET_FIELDS } from "@/lib/self-service/method-facts";
import type { FieldNode } from "@/lib/self-service/node-kinds";
import { fieldId } from "./field-id";
import { describeControl, Labelled } from "./labelled";
import type { NodeProps } from "./node-props";

export const CONTROL =
  "block min-h-12 w-full rounded-control border border-field bg-panel px-3.5 text-ink focus:outline-offset-0 disabled:bg-canvas disabled:text-muted aria-invalid:border-2 aria-invalid:border-danger";

/** For browsers every choice from a list is read-only, so that only what is typed into may say so by its ground. */
const TYPED = `${CONTROL} read-only:bg-canvas`;

export function Field({ node, formId, context }: NodeProps<"field">) {
  const key = node.key ?? node.name;
  const id = fieldId(formId, key);
  return (
    <Labelled id={id} name={key} node={node} context={context}>
      {node.type === "password" ? (
        <div className="relative">
          <Input node={node} id={id} page={context.dir} />
          <Reveal id={id} label={node.label} context={context} />
        </div>
      ) : node.isMultiline ? (
        <TextArea node={node} id={id} page={context.dir} />
      ) : (
        <Input node={node} id={id} page={context.dir} />
      )}
    </Labelled>
  );
}

/** Of people, by which browsers fill in: each word of one begins with a capital. */
const NAMES: readonly string[] = ["name", "given-name", "additional-name", "family-name"];

interface TypedProps {
  node: FieldNode;
  id: string;
  /** How the page runs. */
  page: PageContext["dir"];
}

/** What a field of one line and one of several have in common, then what is the one's own. */
function toAttributes<Own extends object>({ node, id, page }: TypedProps, own: Own) {
  // Names, addresses and codes are not prose: a phone would begin a backup code with a capital, and correct it.
  const isSecret = node.isCode || SECRET_FIELDS.includes(node.name);
  const isProse = node.type === "text" && !isSecret && !node.autocomplete?.includes("username");
  return {
    id,
    name: node.name,
    required: node.required,
    disabled: node.disabled,
    readOnly: node.readOnly,
    autoFocus: node.isFocused,
    autoComplete: node.autocomplete,
    autoCapitalize: isProse ? (NAMES.includes(node.autocomplete ?? "") ? "words" : undefined) : "none",
    spellCheck: isProse ? undefined : false,
    autoCorrect: isSecret ? "off" : undefined,
    // As its own letters run: browsers take an empty one for one that runs from left to right.
    dir: isProse && (page === "ltr" || node.value) ? "auto" : undefined,
    minLength: node.minlength,
    // A pasted "123 456" must not be cut before the script, or Kratos, has seen all of it.
    maxLength: node.isCode ? undefined : node.maxlength,
    ...describeControl(id, node.messages, node.hint),
    ...own,
  };
}

function Input(props: TypedProps) {
  const { node } = props;
  const look = node.isCode
    ? "text-center font-mono text-xl tracking-[0.3em]"
    : node.type === "password"
      ? "pe-24 narrow:pe-3.5"
      : "";
  return (
    <input
      {...toAttributes(props, {
        type: node.type,
        defaultValue: node.value || undefined,
        inputMode: node.inputmode,
        enterKeyHint: node.enterkeyhint,
        pattern: node.pattern,
        min: node.min,
        max: node.max,
        step: node.step,
        "data-code": node.isCode ? (node.maxlength ?? "") : undefined,
        "data-onload": node.onload,
        className: `${TYPED} ${look}`,
      })}
    />
  );
}

function TextArea(props: TypedProps) {
  const { node } = props;
  return (
    <textarea
      {...toAttributes(props, {
        rows: 4,
        defaultValue: node.value,
        className: `${TYPED} py-2.5`,
      })}
    />
  );
}

/** Shows and hides a password; hidden itself until the script is there to do it. Its name says which: a page may ask for two. */
function Reveal({ id, label, context }: { id: string; label: string; context: PageContext }) {
  return (
    <button
      type="button"
      hidden
      data-reveals={id}
      data-conceal={context.t("flow.hidePassword")}
      aria-controls={id}
      className="absolute inset-y-0 end-0 narrow:static narrow:min-h-11 narrow:px-0 min-w-11 rounded-control px-3.5 text-[0.9375rem] font-semibold text-link hover:underline"
    >
      <span>{context.t("flow.showPassword")}</span>
      <span className="sr-only">{`: ${label}`}</span>
    </button>
  );
}
