/** The buttons of a form: those that submit it, and those that run a WebAuthn ceremony first. */

import { buttonClass } from "@/components/controls/button-class";
import { CheckboxRow } from "@/components/controls/checkbox-row";
import { DateTime } from "@/components/controls/date-time";
import { Name } from "@/components/controls/name";
import { Phrase } from "@/components/controls/phrase";
import { NodeMessages } from "@/components/self-service/messages";
import { fieldId } from "./field-id";
import type { NodeProps } from "./node-props";

export function Submit({ node, formId, context }: NodeProps<"submit">) {
  const id = fieldId(formId, `${node.name}-${node.value}`);
  return (
    <div className="group grid gap-1.5">
      <NodeMessages id={id} messages={node.messages} />
      {node.confirm && <UnscriptedQuestion id={`${id}-sure`} question={node.confirm} />}
      <button
        type="submit"
        name={node.name}
        value={node.value}
        disabled={node.disabled}
        aria-label={node.accessibleLabel}
        aria-describedby={node.addedAt && `${id}-added`}
        formNoValidate={node.formNoValidate}
        data-confirm={node.confirm}
        data-cooldown={node.cooldownSeconds}
        data-wait={node.cooldownSeconds && context.t("flow.resendWait", { time: "{time}" })}
        className={`${buttonClass(node.role)} ${node.provider ? "justify-start text-start narrow:flex-col" : ""} ${node.confirm ? "noscript:hidden noscript:group-has-checked:inline-flex" : ""}`}
      >
        {node.provider && <Monogram name={node.provider} />}
        <span className="min-w-0">
          <Name dir={context.dir === "rtl" ? "rtl" : undefined}>{node.label}</Name>
        </span>
      </button>
      {node.cooldownSeconds && <p role="status" className="text-[0.9375rem] text-muted empty:sr-only" />}
      {node.addedAt && (
        <p id={`${id}-added`} className="text-[0.9375rem] text-muted">
          <Phrase
            t={context.t}
            of="settings.addedOn"
            parts={{ date: <DateTime at={node.addedAt} locale={context.locale} /> }}
          />
        </p>
      )}
    </div>
  );
}

/**
 * The question that the script asks in a dialog. Without it, ticking the answer brings up the button. The box is of no form: Enter
 * in a form's box presses its first button, hidden or not (HTML Standard, implicit submission).
 */
function UnscriptedQuestion({ id, question }: { id: string; question: string }) {
  return (
    <div className="hidden noscript:block">
      <CheckboxRow id={id} form="" autoComplete="off">
        {question}
      </CheckboxRow>
    </div>
  );
}

/** A provider's initial: neutral, so that nothing is fetched from and nothing borrowed of anyone. */
function Monogram({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      data-initial={[...name][0]?.toUpperCase()}
      className="grid size-[1.75rem] shrink-0 place-items-center rounded-[0.375rem] bg-ink text-sm font-bold text-panel"
    />
  );
}

/** Runs a ceremony of Kratos' webauthn.js; what went wrong is said right under the button. */
export function Trigger({ node, formId, context }: NodeProps<"trigger">) {
  const id = fieldId(formId, node.name);
  return (
    <div className="grid gap-1.5">
      <NodeMessages id={id} messages={node.messages} />
      <button
        type="button"
        id={id}
        name={node.name}
        value={node.value}
        disabled={node.disabled}
        aria-label={node.accessibleLabel}
        data-trigger={node.trigger}
        data-onload={node.onload}
        className={`${buttonClass(node.role)} noscript:hidden`}
      >
        <span className="min-w-0">{node.label}</span>
      </button>
      <p
        role="alert"
        hidden
        className="font-semibold text-danger"
        data-cancelled={context.t("webauthn.cancelled")}
        data-unsupported={context.t("webauthn.unsupported")}
        data-registered={node.trigger.endsWith("Registration") ? context.t("webauthn.registered") : undefined}
        data-failed={context.t("webauthn.failed")}
      />
    </div>
  );
}
